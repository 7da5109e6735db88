using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Hosting;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Queueing;
using Firesteel.Kube.Watching;

namespace Firesteel.Embedded.Controllers.Endpoints;

/// <summary>Which pods stand behind a service, as Endpoints and as an EndpointSlice.</summary>
internal sealed class EndpointsController(IKubeClient client) : IController
{
    private static readonly ResourceType Slices = new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice");
    private Informer? _services;
    private Informer? _pods;

    public void Watch(SharedInformers informers, WorkQueue<WorkKey> queue)
    {
        _services = informers.Watch(ResourceTypes.Services, change => queue.Add(new(change.Key)));
        _pods = informers.Watch(ResourceTypes.Pods, change =>
        {
            foreach (var service in _services!.All.Where(service => service.Namespace == change.Key.Namespace))
            {
                // Also the services that it belonged to before its labels changed.
                if ((change.After is { } after && EndpointsBuilder.Selects(service, after)) || (change.Before is { } before && EndpointsBuilder.Selects(service, before)))
                    queue.Add(new(service.Key));
            }
        });
    }

    public async Task ReconcileAsync(WorkKey key, WorkQueue<WorkKey> queue, CancellationToken stop)
    {
        if (_services!.Find(key.Key) is not { } service)
        {
            await client.DeleteAsync(ResourceTypes.Endpoints, key.Key, stop: stop);
            return;
        }

        if (service.Spec.Object("selector") is not { Count: > 0 } || service.Spec.Text("type") == "ExternalName")
            return;
        var pods = _pods!.All.Where(pod => EndpointsBuilder.Selects(service, pod)).ToList();
        await WriteAsync(ResourceTypes.Endpoints, EndpointsBuilder.Endpoints(service, pods), ["subsets"], stop);
        await WriteAsync(Slices, EndpointsBuilder.Slice(service, pods), ["endpoints", "ports"], stop);
    }

    private async Task WriteAsync(ResourceType type, KubeObject wanted, string[] fields, CancellationToken stop)
    {
        try
        {
            if (await client.FindAsync(type, wanted.Key, stop) is not { } present)
            {
                await client.CreateAsync(type, wanted, stop);
                return;
            }

            if (fields.All(field => JsonNode.DeepEquals(present.Json[field] ?? new JsonArray(), wanted.Json[field] ?? new JsonArray())))
                return;
            var patch = new JsonObject(fields.Select(field => new KeyValuePair<string, JsonNode?>(field, wanted.Json[field]?.DeepClone())));
            await client.PatchAsync(type, wanted.Key, new Patch(PatchType.Merge, patch), stop: stop);
        }
        catch (KubeException ending) when (ending.Code is 403 or 404)
        {
            // The namespace is going away.
        }
    }
}
