using System.Collections.Immutable;
using Firesteel.Kube.Client;
using Firesteel.Kube.Events;
using Firesteel.Kube.Objects;
using Firesteel.Operator.Effects;
using Firesteel.Operator.Metrics;
using Firesteel.Spark.Api;
using Firesteel.Spark.Lifecycle;
using Firesteel.Spark.Translation;
using Microsoft.Extensions.Logging;

namespace Firesteel.Operator.Reconciling;

/// <summary>Observes an application, has it decided, acts: changes in order, the status last; events only tell what was written.</summary>
public sealed class ApplicationReconciler(
    Func<ObjectKey, ObservedPods?> observe, IKubeClient client, Action<KubeObject, ApplicationEvent> tell,
    LifecycleSettings settings, OperatorInstruments instruments, TimeProvider time, ILogger logger)
{
    /// <summary>Decisions that follow each other at once, for instance intent and driver; more than a way from New to Failed has.</summary>
    private const int MaxPasses = 8;

    /// <summary>Only for a change that never arrives: normally the watch is faster.</summary>
    private static readonly TimeSpan ConflictPause = TimeSpan.FromSeconds(1);

    private readonly ChangeApplier _changes = new(client, logger);
    private readonly StatusWriter _status = new(client);

    /// <returns>When to come back even if nothing happens; null for never.</returns>
    public async Task<DateTimeOffset?> ReconcileAsync(ObjectKey key, CancellationToken stop)
    {
        if (observe(key) is not { } found)
            return null;
        var item = found.Application;
        for (var pass = 1; ; pass++)
        {
            var now = time.GetUtcNow();
            var seen = Snapshot(item, found, now);
            var decision = ApplicationLifecycle.Decide(seen);
            // A cache may be behind; what is asked now is not. Companions of the next run have the names of the last one's, so nothing is made or deleted on old news.
            if (pass == 1 && !decision.Changes.IsEmpty && await IsOldNewsAsync(item, stop))
                return now + ConflictPause;

            decision = await ActAsync(key, seen, decision, stop);
            KubeObject? stored;
            try
            {
                stored = await _status.WriteAsync(item, decision.Status, stop);
            }
            catch (KubeException conflict) when (conflict.IsConflict || conflict.IsNotFound)
            {
                // The cache is behind our own last write, or a user was faster; its next change brings the application back by itself.
                logger.StatusConflict(key.ToString());
                return now + ConflictPause;
            }

            foreach (var happened in decision.Events)
                tell(item, happened);
            if (stored is not null)
                Note(key, seen, decision);
            if (stored is null || decision.WakeAt > now || decision.WakeAt is null || pass == MaxPasses)
                return decision.WakeAt;
            item = stored;
        }
    }

    private ObservedApplication Snapshot(KubeObject item, ObservedPods found, DateTimeOffset now)
    {
        var (application, problems) = SparkApplication.Read(item);
        var id = application.Status.SubmissionID;
        return new(application, problems, found.Drivers,
            [.. found.Executors.Where(pod => pod.Label(OperatorLabels.SubmissionId) == id)], now, settings);
    }

    private async Task<bool> IsOldNewsAsync(KubeObject item, CancellationToken stop)
    {
        var asked = await client.FindAsync(ResourceTypes.SparkApplications, item.Key, stop);
        return asked?.ResourceVersion != item.ResourceVersion;
    }

    private async Task<Decision> ActAsync(ObjectKey key, ObservedApplication seen, Decision decision, CancellationToken stop)
    {
        try
        {
            foreach (var change in decision.Changes)
            {
                if (await _changes.ApplyAsync(key, change, stop) is { } refused)
                    decision = decision with { Events = decision.Events.Add(new(true, "SparkApplicationIncomplete", refused)) };
            }

            return decision;
        }
        catch (SubmissionRefusedException refused)
        {
            var ended = ApplicationLifecycle.SubmissionRefused(seen, refused.Message);
            foreach (var change in ended.Changes)
                await _changes.ApplyAsync(key, change, stop);
            return ended;
        }
    }

    private void Note(ObjectKey key, ObservedApplication seen, Decision decision)
    {
        instruments.Written(seen, decision.Status);
        if (seen.Status.State != decision.Status.State)
            logger.StateChanged(key.ToString(), seen.Status.State.ToString(), decision.Status.State.ToString());
    }
}
