using System.Collections.Immutable;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Operator.Effects;
using Firesteel.Spark.Lifecycle;
using Firesteel.Spark.Schedule;
using Microsoft.Extensions.Logging;

namespace Firesteel.Operator.Reconciling;

/// <summary>Observes a schedule, has it decided, acts. A run that was started and not yet written down is started again under the same name, which changes nothing.</summary>
public sealed class ScheduleReconciler(
    Func<ObjectKey, (KubeObject Schedule, ImmutableArray<KubeObject> Runs)?> observe, IKubeClient client, Action<KubeObject, ApplicationEvent> tell,
    RunNamePrecision precision, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan ConflictPause = TimeSpan.FromSeconds(1);

    private readonly ChangeApplier _changes = new(client, logger);
    private readonly StatusWriter _status = new(client);

    /// <returns>When to come back even if nothing happens; null for never.</returns>
    public async Task<DateTimeOffset?> ReconcileAsync(ObjectKey key, CancellationToken stop)
    {
        if (observe(key) is not { } found)
            return null;
        var now = time.GetUtcNow();
        var seen = ObservedSchedule.Of(found.Schedule, found.Runs, now, precision);
        // A cache may be behind; what is asked now is not. A job must not run twice, so nothing is started or deleted on old news.
        if (!ScheduleLifecycle.Decide(seen).Changes.IsEmpty)
        {
            if (await AskAsync(key, stop) is not { } asked)
                return null;
            seen = ObservedSchedule.Of(asked.Schedule, asked.Runs, now, precision);
        }

        var decision = await ActAsync(key, seen, stop);
        try
        {
            await _status.WriteAsync(ResourceTypes.ScheduledSparkApplications, seen.Object, ScheduleReading.Write(decision.Status), stop);
        }
        catch (KubeException conflict) when (conflict.IsConflict || conflict.IsNotFound)
        {
            logger.StatusConflict(key.ToString());
            return now + ConflictPause;
        }

        foreach (var happened in decision.Events)
            tell(seen.Object, happened);
        return decision.WakeAt;
    }

    private async Task<(KubeObject Schedule, ImmutableArray<KubeObject> Runs)?> AskAsync(ObjectKey key, CancellationToken stop)
    {
        var schedule = await client.FindAsync(ResourceTypes.ScheduledSparkApplications, key, stop);
        var runs = await client.ListAllAsync(ResourceTypes.SparkApplications, key.Namespace, new ListQuery($"{ScheduledRun.ScheduleLabel}={key.Name}"), stop: stop);
        return schedule is null ? null : (schedule, [.. runs.Items]);
    }

    private async Task<ScheduleDecision> ActAsync(ObjectKey key, ObservedSchedule seen, CancellationToken stop)
    {
        var decision = ScheduleLifecycle.Decide(seen);
        try
        {
            foreach (var change in decision.Changes)
                await _changes.ApplyAsync(key, change, stop);
            return decision;
        }
        catch (KubeException refused) when (refused.Code is 400 or 403 or 422 || refused.IsAlreadyExists)
        {
            return ScheduleLifecycle.RunRefused(seen, refused.Message);
        }
    }
}
