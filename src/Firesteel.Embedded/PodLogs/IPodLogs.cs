using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.PodLogs;

/// <summary>Where the API server's <c>pods/log</c> comes from: the node that runs the pod.</summary>
public interface IPodLogs
{
    /// <summary>Writes the log to <paramref name="output"/>; with <see cref="LogQuery.Follow"/> until the container ends.</summary>
    /// <returns>False when this node has no such container, or no log of it yet.</returns>
    Task<bool> CopyAsync(ObjectKey pod, string uid, LogQuery query, Stream output, CancellationToken stop);
}
