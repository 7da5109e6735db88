using System.Collections.Immutable;
using System.Net;

namespace Firesteel.Embedded.Node.Services;

/// <param name="Address">Where to listen.</param>
/// <param name="Targets">Taken in turn.</param>
/// <param name="IsNeeded">The service's name stands for this address; otherwise it is only for those who know the address.</param>
internal sealed record Forward(IPEndPoint Address, ImmutableArray<IPEndPoint> Targets, bool IsNeeded);
