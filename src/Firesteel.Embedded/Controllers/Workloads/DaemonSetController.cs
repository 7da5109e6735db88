using Firesteel.Embedded.Controllers.Hosting;
using Firesteel.Embedded.Node.Events;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Queueing;
using Firesteel.Kube.Watching;

namespace Firesteel.Embedded.Controllers.Workloads;

/// <summary>Keeps one pod of a template on every node.</summary>
internal sealed class DaemonSetController(IKubeClient client, NodeEvents events, TimeProvider time) : IController
{
    private readonly PodCreation _pods = new(client, events, time);
    private OwnedInformers? _watched;
    private Informer? _nodes;

    public void Watch(SharedInformers informers, WorkQueue<WorkKey> queue)
    {
        _watched = OwnedInformers.Watch(informers, ResourceTypes.DaemonSets, ResourceTypes.Pods, queue);
        _nodes = informers.Watch(ResourceTypes.Nodes, _ =>
        {
            foreach (var set in _watched.Owners)
                queue.Add(new(set.Key));
        });
    }

    public async Task ReconcileAsync(WorkKey key, WorkQueue<WorkKey> queue, CancellationToken stop)
    {
        if (_watched!.Find(key.Key) is not { IsBeingDeleted: false } set)
            return;
        var pods = _watched.Of(set);
        if (!_pods.AreAllSeen(set, pods))
            return;
        var revision = TemplateHash.Of(set.Spec?["template"]);
        var plan = DaemonSetPlan.Of(set, _nodes!.All, pods, revision, time.GetUtcNow());
        foreach (var pod in plan.Delete)
        {
            await client.DeleteAsync(ResourceTypes.Pods, pod.Key, new Deletion(Uid: pod.Uid), stop);
            events.Normal(set, "SuccessfulDelete", $"Deleted pod: {pod.Name}");
        }

        foreach (var node in plan.Create)
            await _pods.CreateAsync(set, DaemonSetPlan.PodFor(set, node, revision), stop);
        await StatusWriter.WriteAsync(client, ResourceTypes.DaemonSets, set, plan.Status, stop);
        if (set.Spec.Whole("minReadySeconds") > 0 && plan.Status["numberUnavailable"] is not null)
            queue.AddAfter(key, TimeSpan.FromSeconds(1));
    }
}
