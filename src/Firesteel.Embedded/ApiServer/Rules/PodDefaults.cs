using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>What a real server fills into a pod's spec (and into the templates of workloads).</summary>
internal static class PodDefaults
{
    public static void Apply(JsonObject spec)
    {
        Default(spec, "restartPolicy", "Always");
        Default(spec, "terminationGracePeriodSeconds", 30);
        Default(spec, "dnsPolicy", "ClusterFirst");
        Default(spec, "schedulerName", "default-scheduler");
        if (spec["securityContext"] is null)
            spec["securityContext"] = new JsonObject();
        foreach (var list in (string[])["initContainers", "containers"])
        {
            foreach (var container in (spec[list] as JsonArray ?? []).OfType<JsonObject>())
                Container(container);
        }

        foreach (var volume in (spec["volumes"] as JsonArray ?? []).OfType<JsonObject>())
            Volume(volume);
        if (spec["hostNetwork"] is not JsonValue host || !host.TryGetValue(out bool isHost) || !isHost)
            return;
        foreach (var port in (spec["containers"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(container => container["ports"] as JsonArray ?? []).OfType<JsonObject>())
            port["hostPort"] ??= port["containerPort"]?.DeepClone();
    }

    private static void Container(JsonObject container)
    {
        Default(container, "terminationMessagePath", "/dev/termination-log");
        Default(container, "terminationMessagePolicy", "File");
        var image = container.Text("image");
        var tagged = image.LastIndexOf(':') > image.LastIndexOf('/');
        Default(container, "imagePullPolicy", (!tagged && !image.Contains('@')) || image.EndsWith(":latest", StringComparison.Ordinal) ? "Always" : "IfNotPresent");
        if (container["resources"] is null)
            container["resources"] = new JsonObject();
        else if (container["resources"] is JsonObject resources && resources["limits"] is JsonObject limits)
            Requests(resources, limits);
        foreach (var port in (container["ports"] as JsonArray ?? []).OfType<JsonObject>())
            Default(port, "protocol", "TCP");
        foreach (var probe in (string[])["livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (container[probe] is JsonObject one)
                Probe(one);
        }

        foreach (var variable in (container["env"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (variable["valueFrom"]?["fieldRef"] is JsonObject field)
                Default(field, "apiVersion", "v1");
        }
    }

    /// <summary>A limit without a request is a request as well.</summary>
    private static void Requests(JsonObject resources, JsonObject limits)
    {
        if (resources["requests"] is not JsonObject requests)
            resources["requests"] = requests = [];
        foreach (var (name, value) in limits.ToList())
        {
            if (!requests.ContainsKey(name))
                requests[name] = value?.DeepClone();
        }
    }

    private static void Probe(JsonObject probe)
    {
        Default(probe, "timeoutSeconds", 1);
        Default(probe, "periodSeconds", 10);
        Default(probe, "successThreshold", 1);
        Default(probe, "failureThreshold", 3);
        if (probe["httpGet"] is JsonObject get)
        {
            Default(get, "path", "/");
            Default(get, "scheme", "HTTP");
        }
    }

    private static void Volume(JsonObject volume)
    {
        if (volume.All(field => field.Key == "name" || field.Value is null))
            volume["emptyDir"] = new JsonObject();
        foreach (var name in (string[])["secret", "configMap", "downwardAPI", "projected"])
        {
            if (volume[name] is JsonObject source)
                Default(source, "defaultMode", 420);
        }

        if (volume["hostPath"] is JsonObject path && path["type"] is null)
            path["type"] = "";
        foreach (var source in (volume["projected"]?["sources"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (source["serviceAccountToken"] is JsonObject token)
                Default(token, "expirationSeconds", 3600);
        }

        foreach (var item in (volume["downwardAPI"]?["items"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (item["fieldRef"] is JsonObject field)
                Default(field, "apiVersion", "v1");
        }
    }

    public static void Default(JsonObject parent, string name, JsonNode value)
    {
        if (parent[name] is null)
            parent[name] = value;
    }
}
