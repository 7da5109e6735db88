using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Diagnosis.Rules;

/// <summary>Executors went although nobody asked them to: grouped by why.</summary>
internal sealed class ExecutorLoss : IHistoryRule
{
    /// <summary>Reasons of executors that are let go: idle, decommissioned, end of the application.</summary>
    private static readonly string[] Wanted = ["idle", "decommission", "Executor killed by driver", "Command exited with code 0", "requested", "shutdown", "Stopping"];

    public string Name => "history/executor-loss";

    public string Title => "Executors were lost";

    public IEnumerable<Finding> Check(ApplicationStore run)
    {
        var lost = run.Executors.Values
            .Where(executor => executor is { IsActive: false, RemoveReason: { } reason } && !Wanted.Any(word => reason.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Where(executor => run.Ended < 0 || executor.Removed < run.Ended)
            .GroupBy(executor => FailureCause.Of(executor.RemoveReason!), StringComparer.Ordinal);
        foreach (var reason in lost)
        {
            var ids = reason.Select(executor => executor.Id).ToHashSet();
            var tasks = run.AllTasks().Where(task => task.Status == TaskState.Failed && ids.Contains(task.Executor)).ToList();
            yield return new Finding(
                Name,
                new Problem(
                    new Location($"{(ids.Count == 1 ? "executor" : "executors")} {string.Join(", ", ids.Take(5))}"),
                    $"{(ids.Count == 1 ? "one executor was" : $"{ids.Count} executors were")} lost: {reason.Key}; {tasks.Count} of {(ids.Count == 1 ? "its" : "their")} tasks failed",
                    Cure(reason.Key),
                    Severity.Warning),
                Evidence.Of(("executors", string.Join(", ", ids.Take(20))), ("reason", reason.First().RemoveReason!), ("failed tasks", $"{tasks.Count}")),
                ["executors"],
                tasks.Sum(task => task.Duration));
        }
    }

    private static string Cure(string reason) =>
        reason.Contains("heartbeat", StringComparison.OrdinalIgnoreCase) ? "it stopped answering, most often in garbage collection: give it more memory; spark.network.timeout only hides it"
        : reason.Contains("spot", StringComparison.OrdinalIgnoreCase) || reason.Contains("preempt", StringComparison.OrdinalIgnoreCase) ? "nodes are taken away: set spark.decommission.enabled=true with spark.storage.decommission.enabled=true"
        : reason.Contains("exit", StringComparison.OrdinalIgnoreCase) ? "look at the end of its log for the reason; exit code N of a killed container means too little memory overhead"
        : "look at the end of its log and at the node's events";
}
