using Firesteel.History.Store;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Diagnosis.Rules;

/// <summary>Executors spend a large part of their tasks' time collecting garbage. Threshold: a tenth, as in Spark's own UI.</summary>
internal sealed class GarbageCollection : IHistoryRule
{
    private const double Share = 0.1;
    private const long WorthMilliseconds = 5_000;

    public string Name => "history/gc";

    public string Title => "Much time goes into garbage collection";

    public IEnumerable<Finding> Check(ApplicationStore run)
    {
        foreach (var stage in run.Stages.Values)
        {
            var (gc, time) = (stage[TaskMetric.JvmGcTime], stage[TaskMetric.ExecutorRunTime]);
            if (gc < WorthMilliseconds || gc < Share * time)
                continue;
            yield return new Finding(
                Name,
                new Problem(
                    Evidence.Stage(stage),
                    $"garbage collection took {Evidence.Time(gc)} of {Evidence.Time(time)} task time ({Evidence.Share((double)gc / time)})",
                    "give executors more memory (spark.executor.memory) or fewer cores each (spark.executor.cores)",
                    Severity.Warning),
                Evidence.Of(("gc time", Evidence.Time(gc)), ("task time", Evidence.Time(time)), ("share", Evidence.Share((double)gc / time))),
                [Evidence.Link(stage)],
                gc / Math.Max(1, Math.Min(stage.NumTasks, 64)));
        }
    }
}
