using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Hosting;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Queueing;
using Firesteel.Kube.Watching;

namespace Firesteel.Embedded.Controllers.Namespaces;

/// <summary>What every namespace has: its default service account, and the authority that pods trust the API server by.</summary>
internal sealed class NamespaceContentsController(IKubeClient client, ControllerOptions options) : IController
{
    private const string RootCa = "kube-root-ca.crt";
    private Informer? _namespaces;

    public void Watch(SharedInformers informers, WorkQueue<WorkKey> queue)
    {
        _namespaces = informers.Watch(ResourceTypes.Namespaces, change => queue.Add(new(new("", change.Key.Name))));
        informers.Watch(ResourceTypes.ServiceAccounts, change => AddNamespace(change, "default"));
        informers.Watch(ResourceTypes.ConfigMaps, change => AddNamespace(change, RootCa));

        void AddNamespace(InformerChange change, string name)
        {
            if (change.Key.Name == name)
                queue.Add(new(new("", change.Key.Namespace)));
        }
    }

    public async Task ReconcileAsync(WorkKey key, WorkQueue<WorkKey> queue, CancellationToken stop)
    {
        if (_namespaces!.Find(key.Key) is not { IsBeingDeleted: false })
            return;
        var space = key.Key.Name;
        try
        {
            if (await client.FindAsync(ResourceTypes.ServiceAccounts, new(space, "default"), stop) is null)
                await client.CreateAsync(ResourceTypes.ServiceAccounts, KubeObject.Of(ResourceTypes.ServiceAccounts, space, "default"), stop);
            await WriteRootCaAsync(space, stop);
        }
        catch (KubeException late) when (late.IsAlreadyExists || late.Code is 403 or 404)
        {
            // Somebody else made it, or the namespace is going away meanwhile.
        }
    }

    private async Task WriteRootCaAsync(string space, CancellationToken stop)
    {
        var data = new JsonObject { ["ca.crt"] = options.CaCertificate };
        if (await client.FindAsync(ResourceTypes.ConfigMaps, new(space, RootCa), stop) is not { } present)
        {
            var map = KubeObject.Of(ResourceTypes.ConfigMaps, space, RootCa);
            map.Metadata!["annotations"] = new JsonObject
            {
                ["kubernetes.io/description"] = "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc.",
            };
            map.Json["data"] = data;
            await client.CreateAsync(ResourceTypes.ConfigMaps, map, stop);
        }
        else if (present.Json.Object("data").Text("ca.crt") != options.CaCertificate)
        {
            await client.PatchAsync(ResourceTypes.ConfigMaps, present.Key, new Patch(PatchType.Merge, new JsonObject { ["data"] = data }), stop: stop);
        }
    }
}
