using Firesteel.Embedded.Controllers.Hosting;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Queueing;
using Firesteel.Kube.Watching;

namespace Firesteel.Embedded.Controllers.Pods;

/// <summary>Removes pods that no node will ever remove: theirs is gone, or they were deleted before they had one.</summary>
internal sealed class PodCollector(IKubeClient client) : IController
{
    private Informer? _pods;
    private Informer? _nodes;

    public void Watch(SharedInformers informers, WorkQueue<WorkKey> queue)
    {
        _pods = informers.Watch(ResourceTypes.Pods, change => queue.Add(new(change.Key)));
        _nodes = informers.Watch(ResourceTypes.Nodes, change =>
        {
            if (change.After is null)
            {
                foreach (var pod in _pods!.All.Where(pod => pod.Spec.Text("nodeName") == change.Key.Name))
                    queue.Add(new(pod.Key));
            }
        });
    }

    public async Task ReconcileAsync(WorkKey key, WorkQueue<WorkKey> queue, CancellationToken stop)
    {
        if (_pods!.Find(key.Key) is not { } pod)
            return;
        var node = pod.Spec.Text("nodeName") ?? "";
        var lost = node.Length == 0 ? pod.IsBeingDeleted
            : _nodes!.Find(new("", node)) is null && await client.FindAsync(ResourceTypes.Nodes, new("", node), stop) is null;
        if (lost)
            await client.DeleteAsync(ResourceTypes.Pods, pod.Key, new Deletion(TimeSpan.Zero, Uid: pod.Uid), stop);
    }
}
