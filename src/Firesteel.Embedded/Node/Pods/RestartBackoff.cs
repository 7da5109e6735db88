namespace Firesteel.Embedded.Node.Pods;

/// <summary>A kubelet's back-off for containers that end again and again, and for images.</summary>
public static class RestartBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>A run as long as this is a success; the next failure begins anew.</summary>
    private static readonly TimeSpan Forgets = TimeSpan.FromMinutes(10);

    public static TimeSpan Next(TimeSpan last) => last == TimeSpan.Zero ? First : last * 2 > Longest ? Longest : last * 2;

    /// <summary>The pause before a container starts again; the first restart comes at once.</summary>
    public static TimeSpan AfterEnd(ObservedContainer container, ContainerEnd end) =>
        container.RestartCount == 0 || end.FinishedAt - (end.StartedAt ?? end.FinishedAt) > Forgets ? TimeSpan.Zero : Next(container.Backoff);
}
