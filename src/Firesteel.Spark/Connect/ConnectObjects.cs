using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Yaml;
using Firesteel.Spark.Lifecycle;
using Firesteel.Spark.Submission.Driver;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Connect;

/// <summary>What a SparkConnect is made of: a ConfigMap with the executors' pod template, the server's pod, a service in front of it.</summary>
public static class ConnectObjects
{
    /// <summary>Names the SparkConnect on each of its objects.</summary>
    public const string NameLabel = "sparkoperator.k8s.io/connect-name";

    internal const string TemplateFile = "executor-pod-template.yaml";
    internal const string TemplateDirectory = "/tmp/spark";

    /// <summary>Digest of the specification that a server was started with.</summary>
    internal const string DigestAnnotation = "firesteel/specification";

    private const string ServerRole = "connect-server";
    private const string TemplateVolume = "spark-conf";
    private const int ConnectPort = 15002;

    public static string ServerName(KubeObject connect) => $"{connect.Name}-server";

    internal static string ServiceName(ObservedConnect seen) => (string?)seen.Spec.Server?.Service?["metadata"]?["name"] is { Length: > 0 } name ? name : ServerName(seen.Object);

    /// <summary>Everything of the specification but the service: that is changed without a new server.</summary>
    internal static string Digest(ObservedConnect seen)
    {
        var spec = (JsonObject?)seen.Object.Spec?.DeepClone() ?? [];
        (spec["server"] as JsonObject)?.Remove("service");
        return SpecificationDigest.Of(spec);
    }

    /// <summary>Labels of its pods: the SparkConnect's own and the operator's.</summary>
    internal static SortedDictionary<string, string> PodLabels(KubeObject connect)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in connect.Metadata?["labels"] as JsonObject ?? [])
            labels[key] = value?.ToString() ?? "";
        labels[OperatorLabels.Launched] = "true";
        labels[NameLabel] = connect.Name;
        return labels;
    }

    internal static KubeObject ConfigMap(ObservedConnect seen)
    {
        var map = New(seen, ResourceTypes.ConfigMaps, $"{seen.Object.Name}-conf");
        map.Json["data"] = new JsonObject { [TemplateFile] = YamlWriter.Write(seen.Spec.Executor?.Template ?? []) };
        return map;
    }

    internal static KubeObject Service(ObservedConnect seen)
    {
        var service = New(seen, ResourceTypes.Services, ServiceName(seen));
        var own = seen.Spec.Server?.Service;
        foreach (var member in (string[])["labels", "annotations"])
        {
            foreach (var (key, value) in own?["metadata"]?[member] as JsonObject ?? [])
                Member(service.Metadata!, member).TryAdd(key, value?.DeepClone());
        }

        var spec = (JsonObject?)own?["spec"]?.DeepClone() ?? new() { ["type"] = "ClusterIP" };
        spec["selector"] = new JsonObject { [NameLabel] = seen.Object.Name, [OperatorLabels.Role] = ServerRole };
        spec["ports"] = new JsonArray([Port("driver-rpc", 7078, "tcp"), Port("blockmanager", 7079, "tcp"), Port("web-ui", 4040, "http"), Port("spark-connect-server", ConnectPort, "grpc")]);
        service.Json["spec"] = spec;
        return service;
    }

    internal static KubeObject Server(ObservedConnect seen)
    {
        var pod = KubeObject.Of(ResourceTypes.Pods, seen.Object.Namespace, ServerName(seen.Object));
        foreach (var member in (string[])["labels", "annotations"])
        {
            if (seen.Spec.Server?.Template?["metadata"]?[member] is JsonObject given)
                pod.Metadata![member] = given.DeepClone();
        }

        var labels = Member(pod.Metadata!, "labels");
        labels[OperatorLabels.Launched] = "true";
        labels[NameLabel] = seen.Object.Name;
        labels[OperatorLabels.Role] = ServerRole;
        labels["spark-version"] = seen.Spec.SparkVersion;
        Member(pod.Metadata!, "annotations")[DigestAnnotation] = Digest(seen);
        pod.Metadata!["ownerReferences"] = new JsonArray(seen.Object.ToOwnerReference());
        var spec = (JsonObject?)seen.Spec.Server?.Template?["spec"]?.DeepClone() ?? [];
        pod.Json["spec"] = spec;
        Shape(Container(spec), seen);
        List(spec, "volumes").Add(new JsonObject
        {
            ["name"] = TemplateVolume,
            ["configMap"] = new JsonObject { ["name"] = $"{seen.Object.Name}-conf", ["items"] = new JsonArray(new JsonObject { ["key"] = TemplateFile, ["path"] = TemplateFile }) },
        });
        return pod;
    }

    private static JsonObject Container(JsonObject spec)
    {
        var containers = List(spec, "containers");
        var chosen = containers.OfType<JsonObject>().FirstOrDefault(item => (string?)item["name"] == DriverContainer.Name) ?? containers.OfType<JsonObject>().FirstOrDefault();
        if (chosen is null)
            containers.Add(chosen = new JsonObject { ["name"] = DriverContainer.Name });
        return chosen;
    }

    private static void Shape(JsonObject container, ObservedConnect seen)
    {
        if ((string?)container["image"] is not { Length: > 0 })
            container["image"] = seen.Spec.Image;
        container["command"] = new JsonArray("bash", "-c");
        container["args"] = new JsonArray(ConnectCommand.Of(seen));
        List(container, "env").Add(new JsonObject { ["name"] = "POD_IP", ["valueFrom"] = new JsonObject { ["fieldRef"] = new JsonObject { ["fieldPath"] = "status.podIP" } } });
        List(container, "env").Add(new JsonObject { ["name"] = "SPARK_NO_DAEMONIZE", ["value"] = "true" });
        List(container, "volumeMounts").Add(new JsonObject { ["name"] = TemplateVolume, ["mountPath"] = $"{TemplateDirectory}/{TemplateFile}", ["subPath"] = TemplateFile, ["readOnly"] = true });
        if (!container.ContainsKey("startupProbe"))
            container["startupProbe"] = Probe(failures: 30, delay: 5);
        if (!container.ContainsKey("readinessProbe"))
            container["readinessProbe"] = Probe(failures: 3, delay: 0);
        // The kubelet then hands over the end of the log when the server fails, and the status can say why.
        if (!container.ContainsKey("terminationMessagePolicy"))
            container["terminationMessagePolicy"] = "FallbackToLogsOnError";
    }

    private static JsonObject Probe(int failures, int delay)
    {
        var probe = new JsonObject { ["tcpSocket"] = new JsonObject { ["port"] = ConnectPort }, ["periodSeconds"] = 10, ["timeoutSeconds"] = 1, ["failureThreshold"] = failures };
        if (delay > 0)
            probe["initialDelaySeconds"] = delay;
        return probe;
    }

    private static JsonObject Port(string name, int port, string protocol) =>
        new() { ["name"] = name, ["port"] = port, ["targetPort"] = port, ["protocol"] = "TCP", ["appProtocol"] = protocol };

    private static KubeObject New(ObservedConnect seen, ResourceType type, string name)
    {
        var item = KubeObject.Of(type, seen.Object.Namespace, name);
        item.Metadata!["labels"] = new JsonObject { [NameLabel] = seen.Object.Name, [OperatorLabels.Created] = "true" };
        item.Metadata["ownerReferences"] = new JsonArray(seen.Object.ToOwnerReference());
        return item;
    }

    private static JsonObject Member(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject map)
            parent[name] = map = [];
        return map;
    }

    private static JsonArray List(JsonObject parent, string name)
    {
        if (parent[name] is not JsonArray list)
            parent[name] = list = [];
        return list;
    }
}
