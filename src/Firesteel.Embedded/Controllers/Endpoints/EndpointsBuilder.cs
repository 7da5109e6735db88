using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Controllers.Endpoints;

/// <summary>From a service and its pods to the objects that say who answers for it. Pure.</summary>
internal static class EndpointsBuilder
{
    public static bool Selects(KubeObject service, KubeObject pod) =>
        pod.Namespace == service.Namespace && service.Spec.Object("selector") is { Count: > 0 } && service.Spec.Map("selector").All(wanted => pod.Label(wanted.Key) == wanted.Value);

    public static KubeObject Endpoints(KubeObject service, IEnumerable<KubeObject> pods)
    {
        var endpoints = KubeObject.Of(ResourceTypes.Endpoints, service.Namespace, service.Name);
        var labels = (JsonObject?)service.Metadata.Object("labels")?.DeepClone() ?? [];
        labels["endpoints.kubernetes.io/managed-by"] = "endpoint-controller";
        if (service.Spec.Text("clusterIP") == "None")
            labels["service.kubernetes.io/headless"] = "";
        endpoints.Metadata!["labels"] = labels;
        var subsets = Backends(service, pods).GroupBy(backend => backend.Ports.ToJsonString()).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
        {
            var subset = new JsonObject();
            AddAddresses(subset, "addresses", group.Where(backend => backend.IsReady));
            AddAddresses(subset, "notReadyAddresses", group.Where(backend => !backend.IsReady));
            if (group.First().Ports is { Count: > 0 } ports)
                subset["ports"] = ports.DeepClone();
            return (JsonNode)subset;
        }).ToJsonArray();
        if (subsets.Count > 0)
            endpoints.Json["subsets"] = subsets;
        return endpoints;

        void AddAddresses(JsonObject subset, string field, IEnumerable<Backend> backends)
        {
            var addresses = backends.Select(backend =>
            {
                var address = new JsonObject { ["ip"] = backend.Ip };
                if (Hostname(service, backend.Pod) is { } hostname)
                    address["hostname"] = hostname;
                address["nodeName"] = backend.Pod.Spec.Text("nodeName");
                address["targetRef"] = TargetOf(backend.Pod);
                return (JsonNode)address;
            }).ToJsonArray();
            if (addresses.Count > 0)
                subset[field] = addresses;
        }
    }

    public static KubeObject Slice(KubeObject service, IEnumerable<KubeObject> pods)
    {
        var slice = new KubeObject(new JsonObject
        {
            ["apiVersion"] = "discovery.k8s.io/v1",
            ["kind"] = "EndpointSlice",
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{service.Name}-{Workloads.TemplateHash.Of(service.Uid)[..5]}",
                ["namespace"] = service.Namespace,
                ["labels"] = new JsonObject { ["kubernetes.io/service-name"] = service.Name, ["endpointslice.kubernetes.io/managed-by"] = "endpointslice-controller.k8s.io" },
                ["ownerReferences"] = new JsonArray(OwnerOf(service)),
            },
            ["addressType"] = "IPv4",
        });
        var backends = Backends(service, pods).ToList();
        slice.Json["endpoints"] = backends.Select(backend =>
        {
            var endpoint = new JsonObject
            {
                ["addresses"] = new JsonArray(backend.Ip),
                ["conditions"] = new JsonObject { ["ready"] = backend.IsReady, ["serving"] = backend.IsReady, ["terminating"] = false },
                ["nodeName"] = backend.Pod.Spec.Text("nodeName"),
                ["targetRef"] = TargetOf(backend.Pod),
            };
            if (Hostname(service, backend.Pod) is { } hostname)
                endpoint["hostname"] = hostname;
            return (JsonNode)endpoint;
        }).ToJsonArray();
        slice.Json["ports"] = backends.FirstOrDefault()?.Ports.DeepClone() ?? new JsonArray();
        return slice;
    }

    private static IEnumerable<Backend> Backends(KubeObject service, IEnumerable<KubeObject> pods) =>
        from pod in pods
        where !pod.IsBeingDeleted && pod.Status.Text("phase") is not ("Succeeded" or "Failed")
        let ip = pod.Status.Text("podIP")
        where ip is { Length: > 0 }
        orderby ip
        select new Backend(pod, ip, service.Spec.Flag("publishNotReadyAddresses") || IsReady(pod), Ports(service, pod));

    private static bool IsReady(KubeObject pod) => pod.Status.Items("conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    private static JsonArray Ports(KubeObject service, KubeObject pod)
    {
        var ports = new JsonArray();
        foreach (var port in service.Spec.Items("ports"))
        {
            if (TargetPort(port, pod) is not { } number)
                continue;
            var target = new JsonObject();
            if (port.Text("name") is { Length: > 0 } name)
                target["name"] = name;
            target["port"] = number;
            target["protocol"] = port.Text("protocol") ?? "TCP";
            if (port.Text("appProtocol") is { } application)
                target["appProtocol"] = application;
            ports.Add((JsonNode)target);
        }

        return ports;
    }

    /// <summary>A name means the container's port of that name; nothing means the service's own number.</summary>
    private static long? TargetPort(JsonObject port, KubeObject pod)
    {
        if (port.Text("targetPort") is { Length: > 0 } name)
        {
            var named = pod.Spec.Items("containers").SelectMany(container => container.Items("ports")).FirstOrDefault(candidate => candidate.Text("name") == name);
            return named?.Whole("containerPort");
        }

        return port.Whole("targetPort") is { } number and not 0 ? number : port.Whole("port");
    }

    private static string? Hostname(KubeObject service, KubeObject pod) =>
        pod.Spec.Text("hostname") is { Length: > 0 } hostname && pod.Spec.Text("subdomain") == service.Name ? hostname : null;

    private static JsonObject TargetOf(KubeObject pod) => new() { ["kind"] = "Pod", ["namespace"] = pod.Namespace, ["name"] = pod.Name, ["uid"] = pod.Uid };

    private static JsonObject OwnerOf(KubeObject service) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Service",
        ["name"] = service.Name,
        ["uid"] = service.Uid,
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };

    private sealed record Backend(KubeObject Pod, string Ip, bool IsReady, JsonArray Ports);
}
