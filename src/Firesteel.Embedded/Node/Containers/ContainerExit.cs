namespace Firesteel.Embedded.Node.Containers;

/// <param name="Code">As a shell reports it: 128 + signal for a container that a signal ended.</param>
/// <param name="OutOfMemory">It used more than its limit and was killed for it.</param>
/// <param name="StartError">Why the container's process never began; null when it did.</param>
public sealed record ContainerExit(int Code, DateTimeOffset FinishedAt, string? StartError = null, bool OutOfMemory = false);
