using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api.Status;

namespace Firesteel.Spark.Lifecycle;

/// <summary><c>status.executorState</c>: what is seen, and what became of those that are no longer seen.</summary>
internal static class ExecutorStates
{
    /// <summary>Exit code of a process that ended on SIGTERM.</summary>
    private const int SigTerm = 143;

    public static ImmutableSortedDictionary<string, ExecutorState> Observe(ObservedApplication seen, ApplicationState state)
    {
        var known = seen.Status.ExecutorState;
        var found = ImmutableSortedDictionary.CreateBuilder<string, ExecutorState>(StringComparer.Ordinal);
        foreach (var pod in seen.Executors)
        {
            if (!int.TryParse(pod.Label("spark-exec-id"), out var id) || id <= seen.Settings.MaxTrackedExecutors)
                found[pod.Name] = Of(pod, known.GetValueOrDefault(pod.Name, ExecutorState.Pending));
        }

        foreach (var (name, last) in known.Where(entry => !found.ContainsKey(entry.Key)))
            found[name] = Gone(last, state);
        return found.ToImmutable();
    }

    /// <summary>What changed, executor by executor.</summary>
    public static IEnumerable<(string Executor, ApplicationEvent Event)> Events(ObservedApplication seen, SparkApplicationStatus after)
    {
        var pods = seen.Executors.ToDictionary(pod => pod.Name);
        return after.ExecutorState
            .Where(executor => !seen.Status.ExecutorState.TryGetValue(executor.Key, out var known) || known != executor.Value)
            .Select(executor => (executor.Key, executor.Value switch
            {
                ExecutorState.Pending => new ApplicationEvent(false, "SparkExecutorPending", $"executor {executor.Key} is pending"),
                ExecutorState.Running => new(false, "SparkExecutorRunning", $"executor {executor.Key} is running"),
                ExecutorState.Completed => new(false, "SparkExecutorCompleted", $"executor {executor.Key} completed"),
                ExecutorState.Failed => new(true, "SparkExecutorFailed", $"executor {executor.Key} {(pods.TryGetValue(executor.Key, out var pod) ? DriverObservation.Of(pod).Failure : "failed")}"),
                _ => new(true, "SparkExecutorUnknown", $"executor {executor.Key} is gone or out of reach"),
            }));
    }

    private static ExecutorState Of(KubeObject pod, ExecutorState last) => (string?)pod.Status?["phase"] switch
    {
        // Spark sent it home: a JVM that ends on SIGTERM makes the pod Failed, which it is not.
        "Failed" when pod.IsBeingDeleted && last != ExecutorState.Failed && EndedBySignal(pod) => ExecutorState.Completed,
        "Running" => ExecutorState.Running,
        "Succeeded" => ExecutorState.Completed,
        "Failed" => ExecutorState.Failed,
        "Unknown" => ExecutorState.Unknown,
        _ => ExecutorState.Pending,
    };

    private static bool EndedBySignal(KubeObject pod) => (pod.Status?["containerStatuses"] as JsonArray ?? [])
        .All(status => status?["state"]?["terminated"]?["exitCode"] is not JsonValue code || (int)code is 0 or SigTerm);

    // Spark removes executors itself: at the end, and whenever it needs fewer. Only a failed run makes a missing one suspicious.
    private static ExecutorState Gone(ExecutorState last, ApplicationState state) => last switch
    {
        ExecutorState.Completed or ExecutorState.Failed => last,
        _ => state switch
        {
            ApplicationState.Succeeding or ApplicationState.Completed => ExecutorState.Completed,
            ApplicationState.Failing or ApplicationState.Failed => ExecutorState.Failed,
            _ => ExecutorState.Unknown,
        },
    };
}
