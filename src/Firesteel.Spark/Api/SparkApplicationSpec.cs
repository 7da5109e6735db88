using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Spark.Api.Options;
using Firesteel.Spark.Api.Roles;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api;

/// <summary><c>spec</c> of a SparkApplication, <c>sparkoperator.k8s.io/v1beta2</c>.</summary>
public sealed record SparkApplicationSpec
{
    [Field("Do not run; a running application is stopped.")]
    public bool? Suspend { get; init; }

    [Field("Language: Java, Scala, Python or R.", Required = true)]
    public ApplicationType? Type { get; init; }

    [Field("Version of Spark in the image.", Required = true)]
    public string? SparkVersion { get; init; }

    [Field("Only cluster.")]
    public DeployMode? Mode { get; init; }

    [Field("User that the driver acts as.")]
    public string? ProxyUser { get; init; }

    [Field("Image of driver and executors.")]
    public string? Image { get; init; }

    [Field("When images are pulled.", OneOf = ["Always", "Never", "IfNotPresent"])]
    public string? ImagePullPolicy { get; init; }

    [Field("Secrets for pulling images: names, or references by name.", MayBeReference = true)]
    public ImmutableArray<string> ImagePullSecrets { get; init; } = [];

    [Field("Main class of a Java or Scala application.")]
    public string? MainClass { get; init; }

    [Field("Jar, Python or R file.", Required = true)]
    public string? MainApplicationFile { get; init; }

    [Field("Arguments of the application.")]
    public ImmutableArray<string> Arguments { get; init; } = [];

    [Field("Spark properties.")]
    public ImmutableSortedDictionary<string, string> SparkConf { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [Field("Hadoop properties.")]
    public ImmutableSortedDictionary<string, string> HadoopConf { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [Field("ConfigMap with files for Spark's conf directory.")]
    public string? SparkConfigMap { get; init; }

    [Field("ConfigMap with Hadoop's configuration.")]
    public string? HadoopConfigMap { get; init; }

    [Field("Volumes that driver and executors may mount.", Carries = "Volume")]
    public ImmutableArray<JsonObject> Volumes { get; init; } = [];

    [Field("The driver.", Required = true)]
    public DriverSpec? Driver { get; init; }

    [Field("The executors.", Required = true)]
    public ExecutorSpec? Executor { get; init; }

    [Field("Files that the application needs.")]
    public Dependencies? Deps { get; init; }

    [Field("When to run again.")]
    public RestartPolicy? RestartPolicy { get; init; }

    [Field("Labels of the nodes for driver and executors.")]
    public ImmutableSortedDictionary<string, string> NodeSelector { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [Field("Has no effect; see restartPolicy.")]
    public int? FailureRetries { get; init; }

    [Field("Has no effect; see restartPolicy.")]
    public long? RetryInterval { get; init; }

    [Field("Major version of Python.", OneOf = ["2", "3"])]
    public string? PythonVersion { get; init; }

    [Field("Share of the heap added for other memory.", Format = TextFormat.Number)]
    public string? MemoryOverheadFactor { get; init; }

    [Field("Metrics.")]
    public Monitoring? Monitoring { get; init; }

    [Field("Batch scheduler by name.")]
    public string? BatchScheduler { get; init; }

    [Field("Options of the batch scheduler.")]
    public BatchSchedulerOptions? BatchSchedulerOptions { get; init; }

    [Field("Seconds after the end when the application is deleted.")]
    public long? TimeToLiveSeconds { get; init; }

    [Field("Service and ingress of the web UI.")]
    public SparkUIOptions? SparkUIOptions { get; init; }

    [Field("Further ports of the driver.")]
    public ImmutableArray<DriverIngressOptions> DriverIngressOptions { get; init; } = [];

    [Field("Executors by load.")]
    public DynamicAllocation? DynamicAllocation { get; init; }

    [Field("Protect the driver from voluntary disruption.")]
    public bool? DriverPodDisruptionBudget { get; init; }
}
