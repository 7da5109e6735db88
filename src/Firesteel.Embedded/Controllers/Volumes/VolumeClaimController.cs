using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Hosting;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Queueing;
using Firesteel.Kube.Watching;

namespace Firesteel.Embedded.Controllers.Volumes;

/// <summary>Gives each claim a volume of its own: a directory on the node.</summary>
internal sealed class VolumeClaimController(IKubeClient client, ControllerOptions options) : IController
{
    private static readonly ResourceType PersistentVolumes = new("", "v1", "persistentvolumes", "PersistentVolume", Namespaced: false);
    private Informer? _claims;

    public void Watch(SharedInformers informers, WorkQueue<WorkKey> queue)
    {
        _claims = informers.Watch(ResourceTypes.PersistentVolumeClaims, change => queue.Add(new(change.Key)));
        informers.Watch(PersistentVolumes, change =>
        {
            if (change.After?.Spec.Object("claimRef") is { } claim)
                queue.Add(new(new(claim.Text("namespace") ?? "", claim.Text("name") ?? ""), change.Key.Name));
        });
    }

    public async Task ReconcileAsync(WorkKey key, WorkQueue<WorkKey> queue, CancellationToken stop)
    {
        if (_claims!.Find(key.Key) is { } claim)
        {
            if (!claim.IsBeingDeleted && claim.Status.Text("phase") != "Bound")
                await BindAsync(claim, stop);
        }
        else if (key.Uid.StartsWith("pvc-", StringComparison.Ordinal))
        {
            // The claim is gone and its volume was made for it alone.
            await client.DeleteAsync(PersistentVolumes, new("", key.Uid), stop: stop);
        }
        else
        {
            var volumes = await client.ListAsync(PersistentVolumes, "", stop: stop);
            foreach (var volume in volumes.Items.Where(volume => volume.Name.StartsWith("pvc-", StringComparison.Ordinal)
                && volume.Spec.Object("claimRef").Text("namespace") == key.Key.Namespace && volume.Spec.Object("claimRef").Text("name") == key.Key.Name))
                await client.DeleteAsync(PersistentVolumes, volume.Key, stop: stop);
        }
    }

    private async Task BindAsync(KubeObject claim, CancellationToken stop)
    {
        var modes = claim.Spec?["accessModes"] ?? new JsonArray("ReadWriteOnce");
        var capacity = new JsonObject { ["storage"] = claim.Spec.Object("resources").Object("requests")?["storage"]?.DeepClone() ?? "1Gi" };
        var name = claim.Spec.Text("volumeName") is { Length: > 0 } given ? given : $"pvc-{claim.Uid}";
        if (await client.FindAsync(PersistentVolumes, new("", name), stop) is null)
        {
            var volume = KubeObject.Of(PersistentVolumes, "", name);
            volume.Json["spec"] = new JsonObject
            {
                ["capacity"] = capacity.DeepClone(),
                ["accessModes"] = modes.DeepClone(),
                ["claimRef"] = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "PersistentVolumeClaim", ["namespace"] = claim.Namespace, ["name"] = claim.Name, ["uid"] = claim.Uid },
                ["hostPath"] = new JsonObject { ["path"] = $"{options.ClaimDirectory}/{claim.Uid}", ["type"] = "DirectoryOrCreate" },
                ["persistentVolumeReclaimPolicy"] = "Delete",
                ["storageClassName"] = claim.Spec.Text("storageClassName"),
                ["volumeMode"] = claim.Spec.Text("volumeMode") ?? "Filesystem",
            };
            await client.CreateAsync(PersistentVolumes, volume, stop);
            await client.PatchAsync(PersistentVolumes, volume.Key, Merge(new JsonObject { ["status"] = new JsonObject { ["phase"] = "Bound" } }), "status", stop);
        }

        if (claim.Spec.Text("volumeName") != name)
            await client.PatchAsync(ResourceTypes.PersistentVolumeClaims, claim.Key, Merge(new JsonObject { ["spec"] = new JsonObject { ["volumeName"] = name } }), stop: stop);
        await client.PatchAsync(ResourceTypes.PersistentVolumeClaims, claim.Key, Merge(new JsonObject
        {
            ["status"] = new JsonObject { ["phase"] = "Bound", ["accessModes"] = modes.DeepClone(), ["capacity"] = capacity },
        }), "status", stop);
    }

    private static Patch Merge(JsonObject body) => new(PatchType.Merge, body);
}
