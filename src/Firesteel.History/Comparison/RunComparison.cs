using Firesteel.History.Store;

namespace Firesteel.History.Comparison;

/// <summary>What differs between two runs: totals, settings, and stages joined by name in their order.</summary>
public sealed record RunComparison(IReadOnlyList<ComparedNumber> Totals, IReadOnlyList<ComparedText> Settings, IReadOnlyList<ComparedNumber> Stages)
{
    /// <summary>Settings that differ in every run.</summary>
    public static IReadOnlyList<string> Volatile { get; } = ["spark.app.id", "spark.app.startTime", "spark.app.submitTime", "spark.driver.host", "spark.driver.port", "spark.kubernetes.driver.pod.name"];

    public static RunComparison Of(ApplicationStore a, ApplicationStore b) => new(
        [.. Numbers.Select(number => new ComparedNumber(number.Name, number.Unit, number.Value(a), number.Value(b)))],
        [.. a.Environment.Spark.Keys.Union(b.Environment.Spark.Keys).Except(Volatile).Order(StringComparer.Ordinal)
            .Select(name => new ComparedText(name, a.Environment.Spark.GetValueOrDefault(name), b.Environment.Spark.GetValueOrDefault(name)))
            .Where(setting => setting.A != setting.B)],
        [.. Join(a, b)]);

    private static IReadOnlyList<(string Name, string Unit, Func<ApplicationStore, long> Value)> Numbers { get; } =
    [
        ("duration", "ms", run => (run.Ended >= 0 ? run.Ended : run.LastUpdated) - run.Started),
        ("jobs", "", run => run.Jobs.Count),
        ("failed jobs", "", run => run.Jobs.Values.Count(job => job.Status == JobStatus.Failed)),
        ("stages", "", run => run.Stages.Values.Count(stage => stage.Status is StageStatus.Complete or StageStatus.Failed)),
        ("tasks", "", run => run.TaskCount),
        ("failed tasks", "", run => run.Stages.Values.Sum(stage => (long)stage.FailedTasks)),
        ("executors", "", run => run.Executors.Values.Count(executor => !executor.IsDriver)),
        ("task time", "ms", Total(TaskMetric.ExecutorRunTime)),
        ("gc time", "ms", Total(TaskMetric.JvmGcTime)),
        ("input", "bytes", Total(TaskMetric.InputBytes)),
        ("output", "bytes", Total(TaskMetric.OutputBytes)),
        ("shuffle read", "bytes", run => Total(TaskMetric.ShuffleLocalBytesRead)(run) + Total(TaskMetric.ShuffleRemoteBytesRead)(run)),
        ("shuffle write", "bytes", Total(TaskMetric.ShuffleWriteBytes)),
        ("memory spilled", "bytes", Total(TaskMetric.MemoryBytesSpilled)),
        ("disk spilled", "bytes", Total(TaskMetric.DiskBytesSpilled)),
    ];

    private static Func<ApplicationStore, long> Total(TaskMetric metric) => run => run.Stages.Values.Sum(stage => stage[metric]);

    private static IEnumerable<ComparedNumber> Join(ApplicationStore a, ApplicationStore b)
    {
        var (left, right) = (ByName(a), ByName(b));
        return left.Keys.Union(right.Keys)
            .Select(name => new ComparedNumber(name, "ms of task time", left.GetValueOrDefault(name, -1), right.GetValueOrDefault(name, -1)))
            .OrderByDescending(stage => Math.Abs(stage.A - stage.B));
    }

    private static Dictionary<string, long> ByName(ApplicationStore run) =>
        run.Stages.Values.Where(stage => stage.Status is StageStatus.Complete or StageStatus.Failed)
            .GroupBy(stage => stage.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(stage => stage[TaskMetric.ExecutorRunTime]), StringComparer.Ordinal);
}
