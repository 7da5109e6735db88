using System.Collections.Immutable;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Operator.Effects;
using Firesteel.Spark.Connect;
using Firesteel.Spark.Lifecycle;
using Microsoft.Extensions.Logging;

namespace Firesteel.Operator.Reconciling;

/// <summary>Observes a SparkConnect, has it decided, acts. Its server has a name of its own: there are never two.</summary>
/// <param name="master">The API's address as the server sees it.</param>
public sealed class ConnectReconciler(
    Func<ObjectKey, (KubeObject Connect, ImmutableArray<KubeObject> Pods)?> observe, IKubeClient client, Action<KubeObject, ApplicationEvent> tell,
    string master, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan ConflictPause = TimeSpan.FromSeconds(1);

    private readonly ChangeApplier _changes = new(client, logger);
    private readonly StatusWriter _status = new(client);

    /// <returns>When to come back even if nothing happens; null for never.</returns>
    public async Task<DateTimeOffset?> ReconcileAsync(ObjectKey key, CancellationToken stop)
    {
        if (observe(key) is not { } found)
            return null;
        var seen = ObservedConnect.Of(found.Connect, found.Pods, time.GetUtcNow(), master);
        var decision = await ActAsync(key, seen, stop);
        try
        {
            await _status.WriteAsync(ResourceTypes.SparkConnects, found.Connect, ConnectReading.Write(decision.Status), stop);
        }
        catch (KubeException conflict) when (conflict.IsConflict || conflict.IsNotFound)
        {
            logger.StatusConflict(key.ToString());
            return seen.Now + ConflictPause;
        }

        foreach (var happened in decision.Events)
            tell(found.Connect, happened);
        return decision.WakeAt;
    }

    private async Task<ConnectDecision> ActAsync(ObjectKey key, ObservedConnect seen, CancellationToken stop)
    {
        var decision = ConnectLifecycle.Decide(seen);
        try
        {
            foreach (var change in decision.Changes)
                await _changes.ApplyAsync(key, change, stop);
            return decision;
        }
        catch (SubmissionRefusedException refused)
        {
            return ConnectLifecycle.Refused(seen, refused.Message);
        }
        catch (KubeException refused) when (refused.Code is 400 or 403 or 422 || refused.IsAlreadyExists)
        {
            return ConnectLifecycle.Refused(seen, refused.Message);
        }
    }
}
