using Firesteel.History.Store;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Diagnosis.Rules;

/// <summary>Too many tiny tasks, or too few huge ones.</summary>
internal sealed class PartitionCount : IHistoryRule
{
    private const int Many = 1000;
    private const long TinyMilliseconds = 200;
    private const long HugeBytes = 1L << 30;
    private const long LongMilliseconds = 60_000;

    public string Name => "history/partitions";

    public string Title => "The number of partitions does not fit the work";

    public IEnumerable<Finding> Check(ApplicationStore run)
    {
        var cores = run.Executors.Values.Sum(executor => executor.MaxTasks);
        foreach (var stage in run.Stages.Values.Where(stage => stage is { Status: StageStatus.Complete, CompletedTasks: > 0 }))
        {
            var tasks = stage.CompletedTasks;
            var mean = stage[TaskMetric.ExecutorRunTime] / tasks;
            var bytes = (stage[TaskMetric.InputBytes] + stage[TaskMetric.ShuffleLocalBytesRead] + stage[TaskMetric.ShuffleRemoteBytesRead]) / tasks;
            var facts = Evidence.Of(("tasks", $"{tasks}"), ("mean run time", Evidence.Time(mean)), ("mean input", Evidence.Size(bytes)), ("cores", $"{cores}"));
            if (tasks >= Many && mean < TinyMilliseconds)
            {
                yield return new Finding(
                    Name,
                    new Problem(Evidence.Stage(stage), $"{tasks} tasks of {Evidence.Time(mean)} each: starting them costs more than they do", $"use about {Math.Max(cores, tasks * mean / 2000)} partitions: spark.sql.adaptive.coalescePartitions, spark.sql.shuffle.partitions, coalesce()", Severity.Warning),
                    facts,
                    [Evidence.Link(stage)],
                    0);
            }
            else if ((cores > 1 && tasks * 2 <= cores && mean > LongMilliseconds) || (bytes > HugeBytes && mean > LongMilliseconds))
            {
                yield return new Finding(
                    Name,
                    new Problem(Evidence.Stage(stage), $"only {tasks} tasks, {Evidence.Time(mean)} and {Evidence.Size(bytes)} each, for {cores} cores", $"use at least {Math.Max(cores * 2, tasks * bytes / (128L << 20))} partitions: repartition(), spark.sql.shuffle.partitions, spark.sql.files.maxPartitionBytes", Severity.Warning),
                    facts,
                    [Evidence.Link(stage)],
                    mean / 2);
            }
        }
    }
}
