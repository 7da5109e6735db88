using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Diagnosis.Rules;

/// <summary>One task of a stage takes many times the median, and the stage waits for it.</summary>
internal sealed class Skew : IHistoryRule
{
    private const int FewestTasks = 4;
    private const double Ratio = 4;
    private const long WorthMilliseconds = 5_000;

    public string Name => "history/skew";

    public string Title => "A few tasks take much longer than the others";

    public IEnumerable<Finding> Check(ApplicationStore run)
    {
        foreach (var stage in run.Stages.Values.Where(stage => stage.CompletedTasks >= FewestTasks))
        {
            var tasks = run.TasksOf(stage).Where(task => task is { Status: TaskState.Success, HasMetrics: true }).OrderBy(task => task.Duration).ToArray();
            if (tasks.Length < FewestTasks)
                continue;
            var median = tasks[tasks.Length / 2];
            var longest = tasks[^1];
            var lost = longest.Duration - median.Duration;
            if (lost < WorthMilliseconds || longest.Duration < Ratio * Math.Max(1, median.Duration))
                continue;
            var (most, typical) = (Read(longest), Read(median));
            var byData = most > 2 * Math.Max(1, typical) && most > 1 << 20;
            yield return new Finding(
                Name,
                new Problem(
                    Evidence.Stage(stage),
                    $"task {longest.TaskId} took {Evidence.Time(longest.Duration)}, the median is {Evidence.Time(median.Duration)}" + (byData ? $": it read {Evidence.Size(most)} instead of {Evidence.Size(typical)}" : ", with no more data than the others"),
                    byData
                        ? "set spark.sql.adaptive.skewJoin.enabled=true, or spread the hot key (salting, a better partition key)"
                        : "look at the executor it ran on, and consider spark.speculation=true",
                    Severity.Warning),
                Evidence.Of(("task", $"{longest.TaskId}"), ("partition", $"{longest.Index}"), ("longest", Evidence.Time(longest.Duration)), ("median", Evidence.Time(median.Duration)), ("bytes", Evidence.Size(most)), ("median bytes", Evidence.Size(typical)), ("executor", longest.Executor)),
                [Evidence.Link(stage)],
                lost);
        }
    }

    private static long Read(TaskRow task) => task[TaskMetric.InputBytes] + task[TaskMetric.ShuffleLocalBytesRead] + task[TaskMetric.ShuffleRemoteBytesRead];
}
