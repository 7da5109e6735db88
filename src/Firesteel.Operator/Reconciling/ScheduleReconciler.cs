using System.Collections.Immutable;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Operator.Effects;
using Firesteel.Spark.Schedule;

namespace Firesteel.Operator.Reconciling;

/// <summary>Observes a schedule, has it decided, acts. A run that was started and not yet written down is started again under the same name, which changes nothing.</summary>
public sealed class ScheduleReconciler(
    Func<ObjectKey, (KubeObject Schedule, ImmutableArray<KubeObject> Runs)?> observe, IKubeClient client, Enactor enactor, RunNamePrecision precision, TimeProvider time)
{
    /// <returns>When to come back even if nothing happens; null for never.</returns>
    public async Task<DateTimeOffset?> ReconcileAsync(ObjectKey key, CancellationToken stop)
    {
        if (observe(key) is not { } found)
            return null;
        var now = time.GetUtcNow();
        var seen = ObservedSchedule.Of(found.Schedule, found.Runs, now, precision);
        var decision = ScheduleLifecycle.Decide(seen);
        // A cache may be behind; what is asked now is not. A job must not run twice, so nothing is started or deleted on old news.
        if (!decision.Changes.IsEmpty)
        {
            if (await AskAsync(key, stop) is not { } asked)
                return null;
            seen = ObservedSchedule.Of(asked.Schedule, asked.Runs, now, precision);
            decision = ScheduleLifecycle.Decide(seen);
        }

        if (await enactor.ApplyAsync(key, decision.Changes, stop) is { } refused)
            decision = ScheduleLifecycle.RunRefused(seen, refused);
        return await enactor.CompleteAsync(ResourceTypes.ScheduledSparkApplications, seen.Object, ScheduleReading.Write(decision.Status), decision.Events, decision.WakeAt, stop);
    }

    private async Task<(KubeObject Schedule, ImmutableArray<KubeObject> Runs)?> AskAsync(ObjectKey key, CancellationToken stop)
    {
        var schedule = await client.FindAsync(ResourceTypes.ScheduledSparkApplications, key, stop);
        var runs = await client.ListAllAsync(ResourceTypes.SparkApplications, key.Namespace, new ListQuery($"{ScheduledRun.ScheduleLabel}={key.Name}"), stop: stop);
        return schedule is null ? null : (schedule, [.. runs.Items]);
    }
}
