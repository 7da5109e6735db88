using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.PodStreams;

/// <summary>Where the API server's <c>pods/exec</c> and <c>pods/portforward</c> come from: the node that runs the pod.</summary>
public interface IPodStreams
{
    /// <summary>Starts a command beside a container's processes.</summary>
    /// <returns>Null when no such container runs here.</returns>
    /// <exception cref="IOException">The command cannot be started.</exception>
    Task<ICommandSession?> ExecAsync(ObjectKey pod, string uid, string container, PodCommand command, CancellationToken stop);

    /// <summary>A connection to a port of the pod.</summary>
    /// <exception cref="IOException">Nobody listens there, or the pod does not run here; the message says which.</exception>
    Task<Stream> ConnectAsync(ObjectKey pod, string uid, int port, CancellationToken stop);
}
