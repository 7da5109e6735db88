using Firesteel.History.Store;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Diagnosis.Rules;

/// <summary>Cores were paid for and had no task. Idle share = 1 − Σ task time ÷ Σ (executor life × its task slots).</summary>
internal sealed class IdleExecutors : IHistoryRule
{
    private const double Share = 0.5;
    private const long WorthMilliseconds = 10 * 60_000;

    public string Name => "history/idle-executors";

    public string Title => "Executors were idle";

    public IEnumerable<Finding> Check(ApplicationStore run)
    {
        var end = run.Ended >= 0 ? run.Ended : run.LastUpdated;
        long available = 0, used = 0;
        var count = 0;
        foreach (var executor in run.Executors.Values.Where(executor => !executor.IsDriver && executor.MaxTasks > 0))
        {
            available += Math.Max(0, (executor.Removed >= 0 ? executor.Removed : end) - executor.Added) * executor.MaxTasks;
            used += executor.TaskTime;
            count++;
        }

        var idle = available - used;
        if (count == 0 || idle < WorthMilliseconds || idle < Share * available)
            yield break;
        yield return new Finding(
            Name,
            new Problem(
                new Location("executors"),
                $"{count} executors were idle for {Evidence.Share((double)idle / available)} of their core time ({Evidence.Time(idle)})",
                "use fewer executors, or spark.dynamicAllocation.enabled=true with a short spark.dynamicAllocation.executorIdleTimeout",
                Severity.Info),
            Evidence.Of(("executors", $"{count}"), ("core time", Evidence.Time(available)), ("task time", Evidence.Time(used)), ("idle share", Evidence.Share((double)idle / available))),
            ["executors"],
            0);
    }
}
