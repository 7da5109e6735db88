using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Hosting;
using Firesteel.Embedded.Node.Events;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Queueing;

namespace Firesteel.Embedded.Controllers.Workloads;

/// <summary>Rolls a deployment from one replica set to the next.</summary>
internal sealed class DeploymentController(IKubeClient client, NodeEvents events, TimeProvider time) : IController
{
    private const string Revision = "deployment.kubernetes.io/revision";
    private const string HashLabel = "pod-template-hash";
    private OwnedInformers? _watched;

    public void Watch(SharedInformers informers, WorkQueue<WorkKey> queue) => _watched = OwnedInformers.Watch(informers, ResourceTypes.Deployments, ResourceTypes.ReplicaSets, queue);

    public async Task ReconcileAsync(WorkKey key, WorkQueue<WorkKey> queue, CancellationToken stop)
    {
        if (_watched!.Find(key.Key) is not { IsBeingDeleted: false } deployment)
            return;
        var sets = _watched!.Of(deployment).Where(set => !set.IsBeingDeleted).ToList();
        var hash = TemplateHash.Of(deployment.Spec?["template"]);
        var current = sets.FirstOrDefault(set => set.Label(HashLabel) == hash);
        if (current is null)
        {
            await CreateSetAsync(deployment, sets, hash, stop);
            return;
        }

        var old = sets.Where(set => set != current).ToList();
        await NumberAsync(deployment, current, old, stop);
        foreach (var (name, size) in Rollout.Next(deployment, current, old).Sizes)
            await ResizeAsync(deployment, sets.First(set => set.Name == name), size, stop);
        await StatusWriter.WriteAsync(client, ResourceTypes.Deployments, deployment, DeploymentStatus.Write(deployment, current, old, time.GetUtcNow()), stop);
        await RemoveOldAsync(deployment, old, stop);
        if (DeploymentStatus.ProgressDeadline(deployment) is { } deadline && deadline > time.GetUtcNow())
            queue.AddAfter(key, deadline - time.GetUtcNow());
    }

    private async Task CreateSetAsync(KubeObject deployment, List<KubeObject> sets, string hash, CancellationToken stop)
    {
        var set = KubeObject.Of(ResourceTypes.ReplicaSets, deployment.Namespace, $"{deployment.Name}-{hash}");
        var template = (JsonObject)deployment.Spec!["template"]!.DeepClone();
        var labels = template.Object("metadata")?.Object("labels") ?? [];
        labels[HashLabel] = hash;
        var selector = (JsonObject)(deployment.Spec["selector"]?.DeepClone() ?? new JsonObject());
        var match = selector["matchLabels"] as JsonObject ?? [];
        if (match.Parent is null)
            selector["matchLabels"] = match;
        match[HashLabel] = hash;
        set.Metadata!["labels"] = labels.DeepClone();
        set.Metadata["annotations"] = new JsonObject { [Revision] = NextRevision(sets).ToString() };
        set.Metadata["ownerReferences"] = new JsonArray(deployment.ToOwnerReference());
        var wanted = deployment.Spec.Whole("replicas") ?? 1;
        set.Json["spec"] = new JsonObject { ["replicas"] = sets.Count == 0 ? wanted : 0, ["selector"] = selector, ["template"] = template };
        if (deployment.Spec.Whole("minReadySeconds") is { } seconds)
            set.Spec!["minReadySeconds"] = seconds;
        try
        {
            await client.CreateAsync(ResourceTypes.ReplicaSets, set, stop);
        }
        catch (KubeException present) when (present.IsAlreadyExists)
        {
            // The watch is behind.
            return;
        }

        if (sets.Count == 0)
            events.Normal(deployment, "ScalingReplicaSet", $"Scaled up replica set {set.Name} from 0 to {wanted}");
    }

    /// <summary>An old template that is used again becomes the newest revision.</summary>
    private async Task NumberAsync(KubeObject deployment, KubeObject current, List<KubeObject> old, CancellationToken stop)
    {
        var number = RevisionOf(current);
        if (old.Count > 0 && old.Max(RevisionOf) >= number)
        {
            number = NextRevision(old);
            await AnnotateAsync(ResourceTypes.ReplicaSets, current.Key, number, stop);
        }

        if (RevisionOf(deployment) != number)
            await AnnotateAsync(ResourceTypes.Deployments, deployment.Key, number, stop);
    }

    private Task AnnotateAsync(ResourceType type, ObjectKey key, long revision, CancellationToken stop) =>
        client.PatchAsync(type, key, new Patch(PatchType.Merge, new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Revision] = revision.ToString() } } }), stop: stop);

    private async Task ResizeAsync(KubeObject deployment, KubeObject set, long size, CancellationToken stop)
    {
        var before = set.Spec.Whole("replicas") ?? 1;
        await client.PatchAsync(ResourceTypes.ReplicaSets, set.Key, new Patch(PatchType.Merge, new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = set.ResourceVersion },
            ["spec"] = new JsonObject { ["replicas"] = size },
        }), stop: stop);
        events.Normal(deployment, "ScalingReplicaSet", $"Scaled {(size > before ? "up" : "down")} replica set {set.Name} from {before} to {size}");
    }

    private async Task RemoveOldAsync(KubeObject deployment, List<KubeObject> old, CancellationToken stop)
    {
        var limit = (int)(deployment.Spec.Whole("revisionHistoryLimit") ?? 10);
        var empty = old.Where(set => (set.Spec.Whole("replicas") ?? 1) == 0 && (set.Status.Whole("replicas") ?? 0) == 0).OrderByDescending(RevisionOf).Skip(limit);
        foreach (var set in empty)
            await client.DeleteAsync(ResourceTypes.ReplicaSets, set.Key, new Deletion(Propagation: "Background", Uid: set.Uid), stop);
    }

    private static long NextRevision(IEnumerable<KubeObject> sets) => sets.Select(RevisionOf).DefaultIfEmpty().Max() + 1;

    private static long RevisionOf(KubeObject item) => long.TryParse(item.Annotation(Revision), out var number) ? number : 0;
}
