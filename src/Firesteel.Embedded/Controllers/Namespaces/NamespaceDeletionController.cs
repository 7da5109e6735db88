using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Hosting;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Queueing;
using Firesteel.Kube.Watching;

namespace Firesteel.Embedded.Controllers.Namespaces;

/// <summary>Empties a namespace that is to go, then lets it go.</summary>
internal sealed class NamespaceDeletionController(IKubeClient client, ClusterKinds kinds) : IController
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(300);
    private Informer? _namespaces;

    public void Watch(SharedInformers informers, WorkQueue<WorkKey> queue) =>
        _namespaces = informers.Watch(ResourceTypes.Namespaces, change => queue.Add(new(change.Key)));

    public async Task ReconcileAsync(WorkKey key, WorkQueue<WorkKey> queue, CancellationToken stop)
    {
        if (_namespaces!.Find(key.Key) is not { IsBeingDeleted: true } space)
            return;
        var left = 0;
        foreach (var type in kinds.All.Where(type => type.Namespaced))
            left += await EmptyAsync(type, space.Name, stop);
        if (left > 0)
        {
            queue.AddAfter(key, LookAgain);
            return;
        }

        if (await client.FindAsync(ResourceTypes.Namespaces, key.Key, stop) is not { } fresh || fresh.Spec?["finalizers"] is not JsonArray { Count: > 0 } finalizers)
            return;
        fresh.Spec["finalizers"] = finalizers.Select(JsonFields.AsText).Where(name => name != "kubernetes").Select(name => (JsonNode?)name).ToJsonArray();
        await client.ReplaceAsync(ResourceTypes.Namespaces, fresh, "finalize", stop);
    }

    /// <returns>How many objects were still there.</returns>
    private async Task<int> EmptyAsync(ResourceType type, string space, CancellationToken stop)
    {
        try
        {
            var list = await client.ListAsync(type, space, stop: stop);
            foreach (var item in list.Items.Where(item => !item.IsBeingDeleted))
                await client.DeleteAsync(type, item.Key, new Deletion(Propagation: "Background", Uid: item.Uid), stop);
            return list.Items.Count;
        }
        catch (KubeException none) when (none.Code is 404 or 405)
        {
            // Not served here, or its definition went away meanwhile.
            return 0;
        }
    }
}
