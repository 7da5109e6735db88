namespace Firesteel.History.Serving;

/// <summary>Whose answers <c>/api/v1</c> gives. The one table of what differs between the versions.</summary>
/// <param name="Version">What <c>/api/v1/version</c> says.</param>
/// <param name="ExecutorMetrics">How many of the executor metrics the version knows.</param>
/// <param name="HasThreads">The version has the endpoint <c>threads</c>.</param>
/// <param name="HidesResultStages">Plan nodes <c>ResultQueryStage</c>, new in 4.x, are left out of the graph.</param>
/// <param name="EmptySegment">What a path with an empty segment (<c>//</c>) is answered with.</param>
/// <param name="MapOrder">The order of its Scala's hash maps, which shows in the list of executors that share an RDD.</param>
/// <param name="SetOrder">The order of its Scala's sets, which decides between equal maxima of SQL metrics.</param>
public sealed record SparkApi(
    string Name,
    string Version,
    int ExecutorMetrics,
    bool HasThreads,
    bool HidesResultStages,
    int EmptySegment,
    Func<IReadOnlyList<string>, IReadOnlyList<string>> MapOrder,
    Func<IReadOnlyList<int>, IReadOnlyList<int>> SetOrder)
{
    public static SparkApi V35 { get; } = new("3.5", "3.5.7", 21, HasThreads: false, HidesResultStages: false, EmptySegment: 404, Rest.Answers.MapOrder.Scala212, Replay.Handlers.Sql.SetOrder.Scala212);

    public static SparkApi V41 { get; } = new("4.1", "4.1.0", 23, HasThreads: true, HidesResultStages: true, EmptySegment: 400, Rest.Answers.MapOrder.Scala213, Replay.Handlers.Sql.SetOrder.Scala213);

    public static IReadOnlyList<SparkApi> All { get; } = [V35, V41];
}
