using Firesteel.Kube.Client;
using Firesteel.Kube.Events;
using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.Node.Events;

/// <summary>Events of the node, the scheduler or the controllers.</summary>
/// <param name="host">The node that tells; empty for who runs nowhere in particular.</param>
internal sealed class NodeEvents(IKubeClient client, string component, string host, TimeProvider time, ILogger log)
{
    private readonly EventRecorder _recorder = new(client, new EventRecorderOptions { Component = component, Host = host }, time, log);

    public void Normal(KubeObject about, string reason, string message) => _recorder.Record(about, EventType.Normal, reason, message);

    public void Warning(KubeObject about, string reason, string message) => _recorder.Record(about, EventType.Warning, reason, message);

    public Task RunAsync(CancellationToken stop) => _recorder.RunAsync(stop);
}
