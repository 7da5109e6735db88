using System.Collections.Immutable;
using Firesteel.Kube.Objects;
using Firesteel.Operator.Effects;
using Firesteel.Spark.Connect;

namespace Firesteel.Operator.Reconciling;

/// <summary>Observes a SparkConnect, has it decided, acts. Its server has a name of its own: there are never two.</summary>
/// <param name="master">The API's address as the server sees it.</param>
public sealed class ConnectReconciler(Func<ObjectKey, (KubeObject Connect, ImmutableArray<KubeObject> Pods)?> observe, Enactor enactor, string master, TimeProvider time)
{
    /// <returns>When to come back even if nothing happens; null for never.</returns>
    public async Task<DateTimeOffset?> ReconcileAsync(ObjectKey key, CancellationToken stop)
    {
        if (observe(key) is not { } found)
            return null;
        var seen = ObservedConnect.Of(found.Connect, found.Pods, time.GetUtcNow(), master);
        var decision = ConnectLifecycle.Decide(seen);
        if (await enactor.ApplyAsync(key, decision.Changes, stop) is { } refused)
            decision = ConnectLifecycle.Refused(seen, refused);
        return await enactor.CompleteAsync(ResourceTypes.SparkConnects, found.Connect, ConnectReading.Write(decision.Status), decision.Events, decision.WakeAt, stop);
    }
}
