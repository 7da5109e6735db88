using System.Text.Json.Nodes;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Roles;

namespace Firesteel.Spark.Translation;

/// <summary>
/// The pod template of a role: its own template and every field that Spark's properties cannot say. Spark keeps it and adds its own;
/// no webhook has to touch a pod afterwards.
/// </summary>
internal static class RoleTemplate
{
    public const string SparkConfigDirectory = "/etc/spark/conf";
    private const string SparkConfigVolume = "spark-configmap-volume";
    private const string HadoopConfigDirectory = "/etc/hadoop/conf";
    private const string HadoopConfigVolume = "hadoop-configmap-volume";

    /// <param name="container">Name of the Spark container.</param>
    public static JsonObject Build(SparkApplication application, RoleSpec role, string container)
    {
        var pod = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod" };
        foreach (var (name, value) in role.Template ?? [])
            pod[name] = value?.DeepClone();
        var spec = Member(pod, "spec");
        var spark = SparkContainer(spec, container);
        Pod(spec, application, role);
        Container(spark, role);
        Volumes(spec, spark, application, role);
        return pod;
    }

    private static JsonObject SparkContainer(JsonObject spec, string name)
    {
        if (spec["containers"] is not JsonArray containers)
            spec["containers"] = containers = [];
        var chosen = containers.OfType<JsonObject>().FirstOrDefault(item => (string?)item["name"] == name) ?? containers.OfType<JsonObject>().FirstOrDefault();
        if (chosen is null)
            containers.Add(chosen = []);
        if (!chosen.ContainsKey("name"))
            chosen["name"] = name;
        return chosen;
    }

    private static void Pod(JsonObject spec, SparkApplication application, RoleSpec role)
    {
        Set(spec, "affinity", role.Affinity);
        Set(spec, "securityContext", role.PodSecurityContext);
        Set(spec, "dnsConfig", role.DnsConfig);
        Append(spec, "tolerations", role.Tolerations);
        Append(spec, "hostAliases", role.HostAliases);
        AppendContainers(spec, "containers", role.Sidecars);
        AppendContainers(spec, "initContainers", role.InitContainers);
        foreach (var (key, value) in role.NodeSelector)
            Member(spec, "nodeSelector")[key] = value;
        if ((application.Spec.BatchScheduler ?? role.SchedulerName) is { } scheduler)
            spec["schedulerName"] = scheduler;
        if (role.PriorityClassName is { } priority)
        {
            spec["priorityClassName"] = priority;
            spec.Remove("priority");
            spec.Remove("preemptionPolicy");
        }

        if (role.TerminationGracePeriodSeconds is { } grace)
            spec["terminationGracePeriodSeconds"] = grace;
        if (role.ShareProcessNamespace is { } share)
            spec["shareProcessNamespace"] = share;
        if (role.HostNetwork == true)
        {
            spec["hostNetwork"] = true;
            spec["dnsPolicy"] = "ClusterFirstWithHostNet";
        }
    }

    private static void Container(JsonObject container, RoleSpec role)
    {
        Append(container, "env", role.Env);
        Append(container, "envFrom", role.EnvFrom);
        Set(container, "securityContext", role.SecurityContext);
        Set(container, "lifecycle", role.Lifecycle);
        Append(container, "ports", role.Ports.Select(port => new JsonObject
        {
            ["name"] = port.Name,
            ["containerPort"] = port.ContainerPort,
            ["protocol"] = port.Protocol ?? "TCP",
        }));
        if (role.Gpu is { Name: { } gpu, Quantity: > 0 and var quantity })
            Member(Member(container, "resources"), "limits")[gpu] = quantity.ToString();
    }

    private static void Volumes(JsonObject spec, JsonObject container, SparkApplication application, RoleSpec role)
    {
        HashSet<JsonObject> local = [.. LocalVolumes.Of(application, role).Select(item => item.Mount)];
        JsonObject[] mounts = [.. role.VolumeMounts.Where(mount => !local.Contains(mount))];
        var mounted = mounts.Concat(role.Sidecars.Concat(role.InitContainers).SelectMany(Mounts)).Select(mount => (string?)mount["name"]).ToHashSet();
        Append(spec, "volumes", application.Spec.Volumes.Where(volume => mounted.Contains((string?)volume["name"])));
        Append(container, "volumeMounts", mounts);
        foreach (var map in role.ConfigMaps)
            Mount(spec, container, VolumeName.Of(map.Name!), map.Name!, map.Path!);
        if (application.Spec.HadoopConfigMap is { } hadoop)
        {
            Mount(spec, container, HadoopConfigVolume, hadoop, HadoopConfigDirectory);
            Append(container, "env", [new JsonObject { ["name"] = "HADOOP_CONF_DIR", ["value"] = HadoopConfigDirectory }]);
        }

        if (application.Spec.SparkConfigMap is { } configuration)
            Mount(spec, container, SparkConfigVolume, configuration, SparkConfigDirectory);
        if (Exposes(application, role) && MonitoringFiles.AreNeeded(application))
            Mount(spec, container, VolumeName.Of(MonitoringFiles.Name(application)), MonitoringFiles.Name(application), MonitoringFiles.Directory);
        if (Exposes(application, role) && application.Spec.Monitoring?.Prometheus is { } prometheus)
        {
            Append(container, "ports", [new JsonObject
            {
                ["name"] = prometheus.PortName ?? "jmx-exporter",
                ["containerPort"] = prometheus.Port ?? MonitoringFiles.DefaultPort,
                ["protocol"] = "TCP",
            }]);
        }
    }

    private static bool Exposes(SparkApplication application, RoleSpec role) =>
        (role is DriverSpec ? application.Spec.Monitoring?.ExposeDriverMetrics : application.Spec.Monitoring?.ExposeExecutorMetrics) == true;

    private static IEnumerable<JsonObject> Mounts(JsonObject container) => (container["volumeMounts"] as JsonArray ?? []).OfType<JsonObject>();

    private static void Mount(JsonObject spec, JsonObject container, string volume, string configMap, string path)
    {
        Append(spec, "volumes", [new JsonObject { ["name"] = volume, ["configMap"] = new JsonObject { ["name"] = configMap } }]);
        Append(container, "volumeMounts", [new JsonObject { ["name"] = volume, ["mountPath"] = path, ["readOnly"] = true }]);
    }

    private static void Set(JsonObject parent, string name, JsonObject? value)
    {
        if (value is not null)
            parent[name] = value.DeepClone();
    }

    // A template may already hold the container.
    private static void AppendContainers(JsonObject spec, string name, IEnumerable<JsonObject> containers)
    {
        var present = (spec[name] as JsonArray ?? []).OfType<JsonObject>().Select(item => ((string?)item["name"], (string?)item["image"])).ToHashSet();
        Append(spec, name, containers.Where(item => !present.Contains(((string?)item["name"], (string?)item["image"]))));
    }

    private static void Append(JsonObject parent, string name, IEnumerable<JsonObject> items)
    {
        foreach (var item in items)
        {
            if (parent[name] is not JsonArray list)
                parent[name] = list = [];
            list.Add(item.DeepClone());
        }
    }

    private static JsonObject Member(JsonObject parent, string name)
    {
        if (parent[name] is JsonObject existing)
            return existing;
        var created = new JsonObject();
        parent[name] = created;
        return created;
    }
}
