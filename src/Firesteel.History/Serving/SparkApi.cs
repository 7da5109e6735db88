namespace Firesteel.History.Serving;

/// <summary>Whose answers <c>/api/v1</c> gives. The one table of what differs between the versions.</summary>
/// <param name="Version">What <c>/api/v1/version</c> says.</param>
/// <param name="ExecutorMetrics">How many of the executor metrics the version knows.</param>
/// <param name="HasThreads">The version has the endpoint <c>threads</c>.</param>
public sealed record SparkApi(string Name, string Version, int ExecutorMetrics, bool HasThreads)
{
    public static SparkApi V35 { get; } = new("3.5", "3.5.7", 21, HasThreads: false);

    public static SparkApi V41 { get; } = new("4.1", "4.1.0", 23, HasThreads: true);

    public static IReadOnlyList<SparkApi> All { get; } = [V35, V41];
}
