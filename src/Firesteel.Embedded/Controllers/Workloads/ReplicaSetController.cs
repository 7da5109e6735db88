using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Hosting;
using Firesteel.Embedded.Node.Events;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Queueing;

namespace Firesteel.Embedded.Controllers.Workloads;

/// <summary>Keeps as many pods of a template as are wanted.</summary>
internal sealed class ReplicaSetController(IKubeClient client, NodeEvents events, TimeProvider time) : IController
{
    private readonly PodCreation _pods = new(client, events, time);
    private OwnedInformers? _watched;

    public void Watch(SharedInformers informers, WorkQueue<WorkKey> queue) => _watched = OwnedInformers.Watch(informers, ResourceTypes.ReplicaSets, ResourceTypes.Pods, queue);

    public async Task ReconcileAsync(WorkKey key, WorkQueue<WorkKey> queue, CancellationToken stop)
    {
        if (_watched!.Find(key.Key) is not { } set)
            return;
        var owned = _watched!.Of(set);
        var active = owned.Where(TemplatePod.IsActive).ToList();
        if (!set.IsBeingDeleted && _pods.AreAllSeen(set, owned))
            await ScaleAsync(set, active, stop);
        var now = time.GetUtcNow();
        var minReady = set.Spec.Whole("minReadySeconds") ?? 0;
        var labels = set.Spec.Object("template").Object("metadata").Map("labels").ToList();
        await StatusWriter.WriteAsync(client, ResourceTypes.ReplicaSets, set, new JsonObject
        {
            ["replicas"] = active.Count,
            ["fullyLabeledReplicas"] = StatusWriter.NoneIsNull(active.Count(pod => labels.All(label => pod.Label(label.Key) == label.Value))),
            ["readyReplicas"] = StatusWriter.NoneIsNull(active.Count(TemplatePod.IsReady)),
            ["availableReplicas"] = StatusWriter.NoneIsNull(active.Count(pod => TemplatePod.IsAvailable(pod, minReady, now))),
            ["observedGeneration"] = set.Generation,
        }, stop);
        if (minReady > 0 && active.Any(pod => TemplatePod.IsReady(pod) && !TemplatePod.IsAvailable(pod, minReady, now)))
            queue.AddAfter(key, TimeSpan.FromSeconds(1));
    }

    private async Task ScaleAsync(KubeObject set, List<KubeObject> active, CancellationToken stop)
    {
        var wanted = set.Spec.Whole("replicas") ?? 1;
        for (var missing = wanted - active.Count; missing > 0; missing--)
            await _pods.CreateAsync(set, TemplatePod.Of(set, set.Name + "-"), stop);

        foreach (var pod in TemplatePod.LeastWantedFirst(active).Take((int)Math.Max(0, active.Count - wanted)))
        {
            await client.DeleteAsync(ResourceTypes.Pods, pod.Key, new Deletion(Uid: pod.Uid), stop);
            events.Normal(set, "SuccessfulDelete", $"Deleted pod: {pod.Name}");
        }
    }
}
