using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Hosting;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Queueing;
using Firesteel.Kube.Watching;

namespace Firesteel.Embedded.Controllers.Ownership;

/// <summary>Deletes what nobody owns any more, and carries out foreground and orphaning deletions.</summary>
internal sealed class GarbageCollector(IKubeClient client, ClusterKinds kinds) : IController
{
    private readonly OwnerGraph _graph = new();

    public void Watch(SharedInformers informers, WorkQueue<WorkKey> queue) => kinds.WhenAdded(type =>
    {
        // Events own nothing and are owned by nobody; there are many.
        if (type.Kind != "Event")
            informers.Watch(type, change => Follow(type, change, queue));
    });

    public async Task ReconcileAsync(WorkKey key, WorkQueue<WorkKey> queue, CancellationToken stop)
    {
        if (_graph.Find(key.Uid) is not { } item)
            return;
        if (item.Orphans)
            await OrphanAsync(item, stop);
        else if (item.WaitsForDependents)
            await FinishForegroundAsync(item, stop);
        else if (!item.IsBeingDeleted && !item.Owners.IsEmpty)
            await CheckOwnersAsync(item, stop);
    }

    private void Follow(ResourceType type, InformerChange change, WorkQueue<WorkKey> queue)
    {
        var touched = change.After is { } item ? _graph.Put(OwnedObject.Of(type, item)) : _graph.Remove(change.Object.Uid);
        foreach (var uid in touched)
            queue.Add(new(default, uid));
    }

    private async Task CheckOwnersAsync(OwnedObject item, CancellationToken stop)
    {
        var solid = new List<OwnerReference>();
        var waiting = 0;
        foreach (var owner in item.Owners)
        {
            switch (await StateOfAsync(item, owner, stop))
            {
                case OwnerState.Present:
                    solid.Add(owner);
                    break;
                case OwnerState.Waiting:
                    waiting++;
                    break;
            }
        }

        if (solid.Count == item.Owners.Length)
            return;
        if (solid.Count > 0)
        {
            await RewriteAsync(item, references => references.Where(owner => solid.Any(kept => kept.Uid == owner.Text("uid"))), stop);
            return;
        }

        var propagation = waiting > 0 && !_graph.DependentsOf(item.Uid).IsEmpty ? "Foreground" : "Background";
        await IgnoreGoneAsync(client.DeleteAsync(item.Type, item.Key, new Deletion(Propagation: propagation, Uid: item.Uid), stop));
    }

    /// <summary>The watch may be behind, so an owner that it has not shown is asked for before anything is deleted.</summary>
    private async Task<OwnerState> StateOfAsync(OwnedObject item, OwnerReference owner, CancellationToken stop)
    {
        if (_graph.Find(owner.Uid) is { } known)
            return known.WaitsForDependents && owner.Blocks ? OwnerState.Waiting : OwnerState.Present;
        if (kinds.Find(owner.ApiVersion, owner.Kind) is not { } type)
            return OwnerState.Present;
        var found = await client.FindAsync(type, new ObjectKey(type.Namespaced ? item.Key.Namespace : "", owner.Name), stop);
        return found?.Uid == owner.Uid ? OwnerState.Present : OwnerState.Absent;
    }

    private async Task FinishForegroundAsync(OwnedObject item, CancellationToken stop)
    {
        var dependents = _graph.DependentsOf(item.Uid);
        foreach (var dependent in dependents.Where(dependent => !dependent.IsBeingDeleted))
            await CheckOwnersAsync(dependent, stop);
        if (!dependents.Any(dependent => dependent.Owners.Any(owner => owner.Uid == item.Uid && owner.Blocks)))
            await RemoveFinalizerAsync(item, "foregroundDeletion", stop);
    }

    private async Task OrphanAsync(OwnedObject item, CancellationToken stop)
    {
        foreach (var dependent in _graph.DependentsOf(item.Uid))
            await RewriteAsync(dependent, references => references.Where(owner => owner.Text("uid") != item.Uid), stop);
        await RemoveFinalizerAsync(item, "orphan", stop);
    }

    private async Task RewriteAsync(OwnedObject item, Func<IEnumerable<JsonObject>, IEnumerable<JsonObject>> keep, CancellationToken stop)
    {
        if (await client.FindAsync(item.Type, item.Key, stop) is not { } fresh || fresh.Uid != item.Uid)
            return;
        var kept = keep(fresh.Metadata.Items("ownerReferences")).Select(owner => owner.DeepClone()).ToJsonArray();
        await PatchMetadataAsync(item, fresh, "ownerReferences", kept, stop);
    }

    private async Task RemoveFinalizerAsync(OwnedObject item, string finalizer, CancellationToken stop)
    {
        if (await client.FindAsync(item.Type, item.Key, stop) is not { } fresh || fresh.Uid != item.Uid || !fresh.Metadata.Texts("finalizers").Contains(finalizer))
            return;
        await PatchMetadataAsync(item, fresh, "finalizers", fresh.Metadata.Texts("finalizers").Where(name => name != finalizer).Select(name => (JsonNode?)name).ToJsonArray(), stop);
    }

    /// <summary>With the revision as guard: a list is written whole.</summary>
    private Task PatchMetadataAsync(OwnedObject item, KubeObject fresh, string field, JsonArray value, CancellationToken stop)
    {
        var metadata = new JsonObject { ["uid"] = item.Uid, ["resourceVersion"] = fresh.ResourceVersion, [field] = value.Count == 0 ? null : value };
        return IgnoreGoneAsync(client.PatchAsync(item.Type, item.Key, new Patch(PatchType.Merge, new JsonObject { ["metadata"] = metadata }), stop: stop));
    }

    private static async Task IgnoreGoneAsync(Task change)
    {
        try
        {
            await change;
        }
        catch (KubeException gone) when (gone.IsNotFound)
        {
            // What was to be deleted or changed is not there any more.
        }
    }

    private enum OwnerState
    {
        Present,
        Waiting,
        Absent,
    }
}
