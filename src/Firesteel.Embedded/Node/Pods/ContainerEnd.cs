namespace Firesteel.Embedded.Node.Pods;

/// <param name="Message">What the container left at its terminationMessagePath.</param>
/// <param name="Id">The container's id.</param>
public sealed record ContainerEnd(int ExitCode, string Reason, string? Message, DateTimeOffset? StartedAt, DateTimeOffset FinishedAt, string Id);
