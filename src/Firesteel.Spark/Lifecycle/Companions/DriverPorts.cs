using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle.Companions;

/// <summary>The shape of a service in front of the driver, and of an ingress in front of that.</summary>
internal static class DriverPorts
{
    private const string Rewrite = "nginx.ingress.kubernetes.io/rewrite-target";

    public static JsonObject Service(CompanionPlan plan, string? type, string portName, int port, int driverPort) => new()
    {
        ["type"] = type ?? "ClusterIP",
        ["selector"] = plan.DriverSelector(),
        ["ports"] = new JsonArray(new JsonObject { ["name"] = portName, ["port"] = port, ["targetPort"] = driverPort, ["protocol"] = "TCP" }),
    };

    /// <param name="annotations">The application's own; without any the operator's are taken. The same goes for <paramref name="tls"/>.</param>
    public static KubeObject Ingress(
        CompanionPlan plan, string name, IngressUrl url, string service, int port, ImmutableSortedDictionary<string, string> annotations, ImmutableArray<JsonObject> tls)
    {
        var settings = plan.Settings.Ingress;
        annotations = annotations.IsEmpty ? settings.Annotations : annotations;
        tls = tls.IsEmpty ? settings.Tls : tls;
        // A driver serves at its root. nginx takes the prefix away by a rewrite; other controllers have their own means, named in annotations.
        var isRewritten = url.Path.Length > 0 && (settings.ClassName is null || settings.ClassName.Contains("nginx", StringComparison.Ordinal));
        if (isRewritten && !annotations.ContainsKey(Rewrite))
            annotations = annotations.SetItem(Rewrite, "/$2");
        var ingress = plan.New(ResourceTypes.Ingresses, name, annotations: annotations);
        var path = new JsonObject
        {
            ["path"] = isRewritten ? $"{url.Path}(/|$)(.*)" : url.Path.Length > 0 ? url.Path : "/",
            ["pathType"] = isRewritten ? "ImplementationSpecific" : "Prefix",
            ["backend"] = new JsonObject { ["service"] = new JsonObject { ["name"] = service, ["port"] = new JsonObject { ["number"] = port } } },
        };
        var spec = new JsonObject
        {
            ["rules"] = new JsonArray(new JsonObject { ["host"] = url.Host.Split(':')[0], ["http"] = new JsonObject { ["paths"] = new JsonArray(path) } }),
        };
        if (settings.ClassName is { Length: > 0 } className)
            spec["ingressClassName"] = className;
        if (tls.Length > 0)
            spec["tls"] = new JsonArray([.. tls.Select(entry => entry.DeepClone())]);
        ingress.Json["spec"] = spec;
        return ingress;
    }
}
