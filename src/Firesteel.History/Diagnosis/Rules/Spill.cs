using Firesteel.History.Store;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Diagnosis.Rules;

/// <summary>Tasks had too little execution memory and wrote to disk what they should have kept.</summary>
internal sealed class Spill : IHistoryRule
{
    private const long WorthBytes = 64L << 20;

    public string Name => "history/spill";

    public string Title => "Tasks spilled to disk";

    public IEnumerable<Finding> Check(ApplicationStore run)
    {
        foreach (var stage in run.Stages.Values.Where(stage => stage[TaskMetric.MemoryBytesSpilled] >= WorthBytes))
        {
            var (memory, disk) = (stage[TaskMetric.MemoryBytesSpilled], stage[TaskMetric.DiskBytesSpilled]);
            var perTask = memory / Math.Max(1, stage.CompletedTasks + stage.FailedTasks);
            yield return new Finding(
                Name,
                new Problem(
                    Evidence.Stage(stage),
                    $"tasks spilled {Evidence.Size(memory)} of memory as {Evidence.Size(disk)} on disk, {Evidence.Size(perTask)} per task",
                    "use more partitions (spark.sql.shuffle.partitions) or more memory per core (spark.executor.memory, spark.executor.cores)",
                    Severity.Warning),
                Evidence.Of(("memory spilled", Evidence.Size(memory)), ("disk spilled", Evidence.Size(disk)), ("per task", Evidence.Size(perTask)), ("tasks", $"{stage.NumTasks}")),
                [Evidence.Link(stage)],
                0);
        }
    }
}
