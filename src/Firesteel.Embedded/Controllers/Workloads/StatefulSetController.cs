using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Hosting;
using Firesteel.Embedded.Node.Events;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Queueing;

namespace Firesteel.Embedded.Controllers.Workloads;

/// <summary>Pods with lasting names and claims, made in order and updated from the last to the first.</summary>
internal sealed class StatefulSetController(IKubeClient client, NodeEvents events, TimeProvider time) : IController
{
    private const string RevisionLabel = "controller-revision-hash";
    private readonly Expectations _expectations = new(time);
    private OwnedInformers? _watched;

    public void Watch(SharedInformers informers, WorkQueue<WorkKey> queue) => _watched = OwnedInformers.Watch(informers, ResourceTypes.StatefulSets, ResourceTypes.Pods, queue);

    public async Task ReconcileAsync(WorkKey key, WorkQueue<WorkKey> queue, CancellationToken stop)
    {
        if (_watched!.Find(key.Key) is not { } set)
            return;
        var revision = $"{set.Name}-{TemplateHash.Of(set.Spec?["template"])}";
        var owned = _watched!.Of(set);
        if (!set.IsBeingDeleted && _expectations.AreMet(set.Uid, owned))
            await StepAsync(set, owned, revision, stop);
        var wanted = set.Spec.Whole("replicas") ?? 1;
        var live = owned.Where(pod => !pod.IsBeingDeleted).ToList();
        var updated = live.Count(pod => pod.Label(RevisionLabel) == revision);
        var ready = live.Count(TemplatePod.IsReady);
        var status = new JsonObject
        {
            ["observedGeneration"] = set.Generation,
            ["replicas"] = live.Count,
            ["readyReplicas"] = ready == 0 ? null : ready,
            ["availableReplicas"] = ready,
            ["updatedReplicas"] = updated == 0 ? null : updated,
            ["updateRevision"] = revision,
            ["collisionCount"] = 0,
        };
        if (updated == wanted && live.Count == wanted)
        {
            status["currentRevision"] = revision;
            status["currentReplicas"] = updated;
        }

        await StatusWriter.WriteAsync(client, ResourceTypes.StatefulSets, set, status, stop);
    }

    /// <summary>One thing at a time unless pods may be managed in parallel.</summary>
    private async Task StepAsync(KubeObject set, IReadOnlyList<KubeObject> owned, string revision, CancellationToken stop)
    {
        var wanted = (int)(set.Spec.Whole("replicas") ?? 1);
        var parallel = set.Spec.Text("podManagementPolicy") == "Parallel";
        var pods = owned.ToDictionary(pod => pod.Name, StringComparer.Ordinal);
        for (var i = 0; i < wanted; i++)
        {
            var pod = pods.GetValueOrDefault($"{set.Name}-{i}");
            if (pod is null)
                await CreateAsync(set, i, revision, stop);
            else if (pod.Status.Text("phase") is "Failed" or "Succeeded" && !pod.IsBeingDeleted)
                await DeleteAsync(set, pod, stop);
            else if (!pod.IsBeingDeleted && TemplatePod.IsReady(pod))
                continue;
            if (!parallel)
                return;
        }

        foreach (var pod in owned.Where(pod => Ordinal(set, pod) >= wanted && !pod.IsBeingDeleted).OrderByDescending(pod => Ordinal(set, pod)).Take(parallel ? int.MaxValue : 1))
            await DeleteAsync(set, pod, stop);
        var stale = owned.Where(pod => Ordinal(set, pod) < wanted && pod.Label(RevisionLabel) != revision).MaxBy(pod => Ordinal(set, pod));
        if (set.Spec.Object("updateStrategy").Text("type") != "OnDelete" && stale is { IsBeingDeleted: false } && owned.All(pod => !pod.IsBeingDeleted))
            await DeleteAsync(set, stale, stop);
    }

    private async Task CreateAsync(KubeObject set, int ordinal, string revision, CancellationToken stop)
    {
        var name = $"{set.Name}-{ordinal}";
        var pod = TemplatePod.Of(set, name);
        var labels = pod.Metadata.Object("labels") ?? [];
        if (labels.Parent is null)
            pod.Metadata!["labels"] = labels;
        labels["statefulset.kubernetes.io/pod-name"] = name;
        labels["apps.kubernetes.io/pod-index"] = ordinal.ToString();
        labels[RevisionLabel] = revision;
        pod.Spec!["hostname"] = name;
        pod.Spec["subdomain"] = set.Spec.Text("serviceName");
        foreach (var template in set.Spec.Items("volumeClaimTemplates"))
            await ClaimAsync(set, pod, template, name, stop);
        try
        {
            var made = await client.CreateAsync(ResourceTypes.Pods, pod, stop);
            _expectations.Expect(set.Uid, made.Uid);
            events.Normal(set, "SuccessfulCreate", $"create Pod {name} in StatefulSet {set.Name} successful");
        }
        catch (KubeException present) when (present.IsAlreadyExists)
        {
            // The watch is behind.
        }
        catch (KubeException refused) when (refused.Code is >= 400 and < 500)
        {
            events.Warning(set, "FailedCreate", $"create Pod {name} in StatefulSet {set.Name} failed error: {refused.Message}");
            throw;
        }
    }

    private async Task ClaimAsync(KubeObject set, KubeObject pod, JsonObject template, string podName, CancellationToken stop)
    {
        var volume = template.Object("metadata").Text("name") ?? "";
        var claim = KubeObject.Of(ResourceTypes.PersistentVolumeClaims, set.Namespace, $"{volume}-{podName}");
        if (set.Spec.Object("selector").Object("matchLabels") is { } labels)
            claim.Metadata!["labels"] = labels.DeepClone();
        claim.Json["spec"] = template["spec"]?.DeepClone();
        try
        {
            await client.CreateAsync(ResourceTypes.PersistentVolumeClaims, claim, stop);
        }
        catch (KubeException present) when (present.IsAlreadyExists)
        {
            // It outlives its pods, that is its point.
        }

        var volumes = pod.Spec!["volumes"] as JsonArray ?? [];
        if (volumes.Parent is null)
            pod.Spec["volumes"] = volumes;
        volumes.Add((JsonNode)new JsonObject { ["name"] = volume, ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = claim.Name } });
    }

    private async Task DeleteAsync(KubeObject set, KubeObject pod, CancellationToken stop)
    {
        await client.DeleteAsync(ResourceTypes.Pods, pod.Key, new Deletion(Uid: pod.Uid), stop);
        events.Normal(set, "SuccessfulDelete", $"delete Pod {pod.Name} in StatefulSet {set.Name} successful");
    }

    private static int Ordinal(KubeObject set, KubeObject pod) =>
        int.TryParse(pod.Name.AsSpan(Math.Min(pod.Name.Length, set.Name.Length + 1)), out var ordinal) ? ordinal : int.MaxValue;
}
