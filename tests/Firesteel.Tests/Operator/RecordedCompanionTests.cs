using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Operator.Metrics;
using Firesteel.Operator.Reconciling;
using Firesteel.TestKit.Repository;
using Firesteel.Tests.Kube;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.Tests.Operator;

/// <summary>
/// What kubeflow's operator makes beside the driver (services, ingresses, budgets, pod groups), recorded, against what ours makes of the same application
/// with the same options.
/// </summary>
public sealed class RecordedCompanionTests
{
    private static readonly ResourceType[] Compared =
    [
        ResourceTypes.Services, ResourceTypes.Ingresses, ResourceTypes.PodDisruptionBudgets, new("", "", "podgroups", ""),
    ];

    public static TheoryData<string> Cases =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Cases, "kubeflow"), "objects.json", SearchOption.AllDirectories)
            .Where(path => Writes(path).Any()).Select(path => Path.GetFileName(Path.GetDirectoryName(path)!))
            .Where(name => KubeflowProfile.Input(name).Kind == "SparkApplication").Order(StringComparer.Ordinal),
    ];

    [Theory, MemberData(nameof(Cases))]
    public async Task What_stands_beside_the_driver_is_what_kubeflow_makes(string scenario)
    {
        var application = KubeflowProfile.Input(scenario);
        if (scenario == "driver-ingress")
            application.Spec!["driverIngressOptions"]![0]!["serviceLabels"] = new JsonObject { ["x"] = "y" }; // see known-lives.txt
        var clock = new ManualClock();
        var cluster = new SimulatedCluster(clock);
        cluster.Put(ResourceTypes.SparkApplications, application);
        using var instruments = new OperatorInstruments();
        var reconciler = new ApplicationReconciler(key => cluster.Observe(key), cluster, (_, _) => { }, KubeflowProfile.Of(scenario), instruments, clock, NullLogger.Instance);
        await reconciler.ReconcileAsync(application.Key, CancellationToken.None);

        foreach (var recorded in Writes(Path.Combine(Checkout.Cases, "kubeflow", scenario, "objects.json")))
        {
            var plural = (string)recorded["resource"]!;
            var theirs = new KubeObject((JsonObject)recorded["object"]!.DeepClone());
            var ours = cluster.Get(Compared.Single(type => type.Plural == plural), theirs.Key).ShouldNotBeNull($"{plural} {theirs.Name}");
            ours.ApiVersion.ShouldBe(theirs.ApiVersion);
            ((string?)ours.Metadata!["ownerReferences"]![0]!["name"]).ShouldBe(application.Name);
            Told(ours, plural).ShouldBe(Told(theirs, plural), $"{plural} {theirs.Name}");
            // Labels of ours may be more: the operator's own stay beside the user's.
            foreach (var (key, value) in (JsonObject?)theirs.Metadata!["labels"] ?? [])
            {
                if (!key.EndsWith("submission-id", StringComparison.Ordinal))
                    ours.Label(key).ShouldBe((string?)value, key);
            }
        }
    }

    private static IEnumerable<JsonObject> Writes(string path) => ((JsonArray)JsonNode.Parse(File.ReadAllText(path))!["writes"]!).OfType<JsonObject>()
        .Where(write => (string?)write["by"] == "operator" && write["refused"] is null && Compared.Any(type => type.Plural == (string?)write["resource"]))
        .DistinctBy(write => $"{write["resource"]}/{write["name"]}");

    private static string Told(KubeObject item, string plural)
    {
        var spec = item.Spec!;
        var annotations = string.Join(' ', ((JsonObject?)item.Metadata!["annotations"] ?? []).Select(entry => $"{entry.Key}={entry.Value}").Order(StringComparer.Ordinal));
        return plural switch
        {
            "services" => $"{spec["type"]} {spec["selector"]!["spark-role"]} {spec["selector"]!["sparkoperator.k8s.io/app-name"]} {Port(spec)} {annotations}",
            "ingresses" => $"{spec["ingressClassName"]} {spec["tls"]?.ToJsonString()} {spec["rules"]![0]!["host"]} {Path(spec)} {annotations}",
            "poddisruptionbudgets" => spec.ToJsonString(),
            // Memory differs on purpose: kubeflow's sum takes 512m for half a byte.
            _ => $"{spec["minMember"]} {spec["queue"]} {spec["priorityClassName"]} {spec["minResources"]!["cpu"]}",
        };

        static string Port(JsonObject spec) => $"{spec["ports"]![0]!["name"]} {spec["ports"]![0]!["port"]} {spec["ports"]![0]!["targetPort"]}";

        static string Path(JsonObject spec)
        {
            var path = spec["rules"]![0]!["http"]!["paths"]![0]!;
            var service = path["backend"]!["service"]!;
            return $"{(string?)path["path"] ?? "/"} {service["name"]} {service["port"]!["number"]}";
        }
    }
}
