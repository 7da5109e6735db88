using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Spark.Api.Options;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Roles;

/// <summary>What driver and executors have in common.</summary>
public abstract record RoleSpec
{
    [Field("Pod template that the other fields are added to.", Carries = "PodTemplateSpec")]
    public JsonObject? Template { get; init; }

    [Field("Cores that Spark uses.", Minimum = 1)]
    public int? Cores { get; init; }

    [Field("CPU request of the container.", Format = TextFormat.Quantity)]
    public string? CoreRequest { get; init; }

    [Field("CPU limit of the container.", Format = TextFormat.Quantity)]
    public string? CoreLimit { get; init; }

    [Field("Heap, such as 2g.", Format = TextFormat.SparkSize)]
    public string? Memory { get; init; }

    [Field("Memory beside the heap.", Format = TextFormat.SparkSize)]
    public string? MemoryOverhead { get; init; }

    [Field("Memory limit of the container.", Format = TextFormat.SizeOrQuantity)]
    public string? MemoryLimit { get; init; }

    [Field("GPUs of the container.")]
    public GpuSpec? Gpu { get; init; }

    [Field("Image of this role.")]
    public string? Image { get; init; }

    [Field("ConfigMaps mounted into the container.")]
    public ImmutableArray<NamePath> ConfigMaps { get; init; } = [];

    [Field("Secrets mounted into the container.")]
    public ImmutableArray<SecretMount> Secrets { get; init; } = [];

    [Field("Environment variables.", Carries = "EnvVar")]
    public ImmutableArray<JsonObject> Env { get; init; } = [];

    [Field("Environment variables (old form).")]
    public ImmutableSortedDictionary<string, string> EnvVars { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [Field("Sources of environment variables.", Carries = "EnvFromSource")]
    public ImmutableArray<JsonObject> EnvFrom { get; init; } = [];

    [Field("Environment variables from secrets (old form).")]
    public ImmutableSortedDictionary<string, NameKey> EnvSecretKeyRefs { get; init; } = ImmutableSortedDictionary<string, NameKey>.Empty;

    [Field("Labels of the pod.")]
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [Field("Annotations of the pod.")]
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [Field("Mounts of the volumes in spec.volumes.", Carries = "VolumeMount")]
    public ImmutableArray<JsonObject> VolumeMounts { get; init; } = [];

    [Field("Affinity of the pod.", Carries = "Affinity")]
    public JsonObject? Affinity { get; init; }

    [Field("Tolerations of the pod.", Carries = "Toleration")]
    public ImmutableArray<JsonObject> Tolerations { get; init; } = [];

    [Field("Security context of the pod.", Carries = "PodSecurityContext")]
    public JsonObject? PodSecurityContext { get; init; }

    [Field("Security context of the Spark container.", Carries = "SecurityContext")]
    public JsonObject? SecurityContext { get; init; }

    [Field("Scheduler of the pod.")]
    public string? SchedulerName { get; init; }

    [Field("Further containers.", Carries = "Container")]
    public ImmutableArray<JsonObject> Sidecars { get; init; } = [];

    [Field("Init containers.", Carries = "Container")]
    public ImmutableArray<JsonObject> InitContainers { get; init; } = [];

    [Field("Use the network of the node.")]
    public bool? HostNetwork { get; init; }

    [Field("Labels of the nodes to run on.")]
    public ImmutableSortedDictionary<string, string> NodeSelector { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [Field("DNS parameters of the pod.", Carries = "PodDNSConfig")]
    public JsonObject? DnsConfig { get; init; }

    [Field("Seconds between SIGTERM and SIGKILL.", Minimum = 0)]
    public long? TerminationGracePeriodSeconds { get; init; }

    [Field("Service account of the pod.")]
    public string? ServiceAccount { get; init; }

    [Field("Entries of /etc/hosts.", Carries = "HostAlias")]
    public ImmutableArray<JsonObject> HostAliases { get; init; } = [];

    [Field("Share process ids between containers.")]
    public bool? ShareProcessNamespace { get; init; }

    [Field("JVM options.")]
    public string? JavaOptions { get; init; }

    [Field("Hooks of the Spark container.", Carries = "Lifecycle")]
    public JsonObject? Lifecycle { get; init; }

    [Field("Further ports of the container.")]
    public ImmutableArray<PortSpec> Ports { get; init; } = [];

    [Field("Priority class of the pod.")]
    public string? PriorityClassName { get; init; }
}
