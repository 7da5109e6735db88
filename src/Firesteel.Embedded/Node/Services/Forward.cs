using System.Collections.Immutable;
using System.Net;

namespace Firesteel.Embedded.Node.Services;

/// <param name="Address">Where to listen.</param>
/// <param name="Targets">Taken in turn.</param>
internal sealed record Forward(IPEndPoint Address, ImmutableArray<IPEndPoint> Targets)
{
    public bool SameTargets(Forward other) => Targets.SequenceEqual(other.Targets);
}
