using System.Collections.Immutable;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api.Status;

namespace Firesteel.Spark.Lifecycle;

/// <summary><c>status.executorState</c>: what is seen, and what became of those that are no longer seen.</summary>
internal static class ExecutorStates
{
    public static ImmutableSortedDictionary<string, ExecutorState> Observe(ObservedApplication seen, ApplicationState state)
    {
        var known = seen.Status.ExecutorState;
        var found = ImmutableSortedDictionary.CreateBuilder<string, ExecutorState>(StringComparer.Ordinal);
        foreach (var pod in seen.Executors)
        {
            if (!int.TryParse(pod.Label("spark-exec-id"), out var id) || id <= seen.Settings.MaxTrackedExecutors)
                found[pod.Name] = Of(pod);
        }

        foreach (var (name, last) in known.Where(entry => !found.ContainsKey(entry.Key)))
            found[name] = Gone(last, state);
        return found.ToImmutable();
    }

    private static ExecutorState Of(KubeObject pod) => (string?)pod.Status?["phase"] switch
    {
        "Running" => ExecutorState.Running,
        "Succeeded" => ExecutorState.Completed,
        "Failed" => ExecutorState.Failed,
        "Unknown" => ExecutorState.Unknown,
        _ => ExecutorState.Pending,
    };

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
