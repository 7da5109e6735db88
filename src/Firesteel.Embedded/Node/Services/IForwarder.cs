using System.Collections.Immutable;
using System.Net;

namespace Firesteel.Embedded.Node.Services;

/// <summary>Passes connections to a service's address on to its pods.</summary>
internal interface IForwarder : IDisposable
{
    void Retarget(ImmutableArray<IPEndPoint> targets);
}
