using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Yaml;
using Firesteel.Spark.Lifecycle;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Operator;

/// <summary>The options under which a scenario of kubeflow's operator was recorded; its notes name them.</summary>
internal static class KubeflowProfile
{
    private static readonly Dictionary<string, LifecycleSettings> Profiles = new()
    {
        ["plain"] = new(),
        ["path"] = new()
        {
            Ingress = new() { UrlFormat = "https://spark.example.com/{{$appNamespace}}/{{$appName}}", ClassName = "nginx" },
            Coschedulers = ["kube-scheduler"],
        },
        ["host"] = new()
        {
            Ingress = new()
            {
                UrlFormat = "{{$appName}}.{{$appNamespace}}.apps.example.com",
                Annotations = ImmutableSortedDictionary<string, string>.Empty.Add("cert-manager.io/cluster-issuer", "letsencrypt"),
                Tls = [new JsonObject { ["hosts"] = new JsonArray("*.apps.example.com"), ["secretName"] = "apps-tls" }],
            },
        },
    };

    public static LifecycleSettings Of(string scenario)
    {
        var notes = File.ReadAllText(Path.Combine(Checkout.Cases, "kubeflow", scenario, "notes.md"));
        return Profiles.FirstOrDefault(profile => notes.Contains($"Operator profile: {profile.Key}", StringComparison.Ordinal)).Value ?? Profiles["plain"];
    }

    /// <summary>The application or schedule of a scenario.</summary>
    public static KubeObject Input(string scenario)
    {
        var path = Path.Combine(Checkout.Cases, "kubeflow", scenario, "input.yaml");
        var item = new KubeObject((JsonObject)YamlReader.Read(File.ReadAllText(path), "input.yaml").Documents[^1].Root.DeepClone());
        item.Metadata!["namespace"] ??= "default";
        return item;
    }
}
