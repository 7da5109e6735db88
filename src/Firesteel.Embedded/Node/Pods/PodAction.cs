namespace Firesteel.Embedded.Node.Pods;

public abstract record PodAction
{
    private PodAction() { }

    public sealed record SetUpVolumes : PodAction;

    public sealed record StartContainer(string Name) : PodAction;

    /// <param name="Grace">Between SIGTERM and SIGKILL; the preStop hook counts.</param>
    /// <param name="Why">As the Killing event says it.</param>
    public sealed record StopContainer(string Name, TimeSpan Grace, string Why) : PodAction;

    /// <summary>Nothing of it runs any more and nothing will: addresses and files may go.</summary>
    public sealed record Release : PodAction;

    /// <summary>Its deletion was asked for and is complete: take it out of the API.</summary>
    public sealed record Remove : PodAction;
}
