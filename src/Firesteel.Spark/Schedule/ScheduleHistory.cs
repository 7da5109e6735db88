using System.Collections.Immutable;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle.Changes;

namespace Firesteel.Spark.Schedule;

/// <summary>The runs that are over: the newest are kept and named in the status, the others go.</summary>
internal static class ScheduleHistory
{
    private const int DefaultLimit = 1;

    public static ScheduledSparkApplicationStatus Remember(ObservedSchedule seen) => seen.Status with
    {
        PastSuccessfulRunNames = Names(seen, ApplicationState.Completed, seen.Spec.SuccessfulRunHistoryLimit),
        PastFailedRunNames = Names(seen, ApplicationState.Failed, seen.Spec.FailedRunHistoryLimit),
    };

    public static IEnumerable<Change> Prune(ObservedSchedule seen) =>
        NewestFirst(seen, ApplicationState.Completed).Skip(seen.Spec.SuccessfulRunHistoryLimit ?? DefaultLimit)
            .Concat(NewestFirst(seen, ApplicationState.Failed).Skip(seen.Spec.FailedRunHistoryLimit ?? DefaultLimit))
            .Select(Change (run) => new DeleteObject(ResourceTypes.SparkApplications, run.Key, run.Uid));

    private static ImmutableArray<string> Names(ObservedSchedule seen, ApplicationState state, int? limit) =>
        [.. NewestFirst(seen, state).Take(limit ?? DefaultLimit).Select(run => run.Name)];

    private static IEnumerable<KubeObject> NewestFirst(ObservedSchedule seen, ApplicationState state) => seen.Runs
        .Where(run => !run.IsBeingDeleted && ScheduledRun.State(run) == state)
        .OrderByDescending(ScheduledRun.CreatedAt, StringComparer.Ordinal).ThenByDescending(run => run.Name, StringComparer.Ordinal);
}
