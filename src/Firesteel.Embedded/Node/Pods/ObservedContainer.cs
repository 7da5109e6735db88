namespace Firesteel.Embedded.Node.Pods;

/// <summary>What the node knows of one container of a pod.</summary>
public sealed record ObservedContainer(string Name)
{
    public ContainerPhase Phase { get; init; }

    /// <summary>Why it waits, when it is more than not having come to its turn: ErrImagePull, CrashLoopBackOff…</summary>
    public string? WaitingReason { get; init; }

    public string? WaitingMessage { get; init; }

    /// <summary>Not to be started before; a back-off.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>How long the last back-off was.</summary>
    public TimeSpan Backoff { get; init; }

    public string Id { get; init; } = "";

    public string Image { get; init; } = "";

    public string ImageId { get; init; } = "";

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Of the present run, when it is over.</summary>
    public ContainerEnd? End { get; init; }

    /// <summary>Of the run before.</summary>
    public ContainerEnd? LastEnd { get; init; }

    public int RestartCount { get; init; }

    /// <summary>It was told to end.</summary>
    public bool IsStopping { get; init; }

    /// <summary>Its startup probe has succeeded, or it has none.</summary>
    public bool IsStarted { get; init; }

    /// <summary>Its readiness probe succeeds, or it has none.</summary>
    public bool IsReady { get; init; }

    public bool HasRun => StartedAt is not null || End is not null || LastEnd is not null;
}
