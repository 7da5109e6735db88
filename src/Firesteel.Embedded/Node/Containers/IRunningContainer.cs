using Firesteel.Embedded.PodStreams;

namespace Firesteel.Embedded.Node.Containers;

public interface IRunningContainer
{
    /// <summary>As <c>containerID</c> shows it, with the runtime's scheme.</summary>
    string Id { get; }

    DateTimeOffset StartedAt { get; }

    /// <summary>Done when the last process of the container is gone and its whole output is in the log.</summary>
    Task<ContainerExit> Exit { get; }

    /// <summary>SIGTERM to the container's first process; like any first process it may ignore it.</summary>
    void Terminate();

    /// <summary>SIGKILL to all processes of the container.</summary>
    void Kill();

    /// <summary>Runs a command beside the container's processes, in their view of the machine.</summary>
    /// <returns>Its exit code; null when it took longer than <paramref name="timeout"/> and was killed.</returns>
    Task<int?> ExecAsync(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken stop);

    /// <summary>Starts a command as <see cref="ExecAsync"/> does, connected to somebody.</summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    Task<ICommandSession> OpenAsync(PodCommand command, CancellationToken stop);
}
