using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Roles;
using Firesteel.Spark.Submission;
using Firesteel.Spark.Submission.Arguments;
using Firesteel.Spark.Submission.Driver;
using Firesteel.Spark.Submission.Releases;
using Firesteel.Spark.Translation.Gangs;

namespace Firesteel.Spark.Translation;

/// <summary>From a SparkApplication to the objects of one submission. Pure.</summary>
public static class ApplicationSubmission
{
    private const string ExecutorContainer = "spark-kubernetes-executor";

    public static SubmissionResult Build(SparkApplication application, SubmissionTarget target)
    {
        var result = DriverSubmission.Build(Request(application, target));
        DriverOverrides.Apply(result.Driver.Json, application);
        return result with { Problems = [.. result.Problems, .. Notes(application, target)] };
    }

    /// <summary>Objects that have to be there before the driver and are owned by the application.</summary>
    public static ImmutableArray<KubeObject> Prerequisites(SparkApplication application) =>
        MonitoringFiles.AreNeeded(application) ? [MonitoringFiles.ConfigMap(application)] : [];

    /// <summary>What Spark would draw at random, derived from application and target.</summary>
    public static SubmissionIdentity Identity(SparkApplication application, SubmissionTarget target) =>
        SubmissionIdentity.Of($"{application.Object.Uid}/{application.Namespace}/{application.Name}/{target.SubmissionId}", target.SubmittedAt);

    /// <summary>The pod group that a batch scheduler wants to see before the pods; null when there is none.</summary>
    public static (ResourceType Type, KubeObject Object)? PodGroup(SparkApplication application, SubmissionTarget target)
    {
        if (Scheduler(application, target) is not { GroupType: { } type } scheduler || scheduler.Group(application, Gang(application, PropertySources.Of(application, target))) is not { } group)
            return null;
        group.Metadata!["ownerReferences"] = new JsonArray(application.Object.ToOwnerReference());
        return (type, group);
    }

    public static SubmissionRequest Request(SparkApplication application, SubmissionTarget target)
    {
        var spec = application.Spec;
        var identity = Identity(application, target);
        var kind = KindOf(spec.MainApplicationFile ?? "");
        var driver = RoleTemplate.Build(application, spec.Driver ?? new DriverSpec(), DriverContainer.Name);
        var executor = RoleTemplate.Build(application, spec.Executor ?? new ExecutorSpec(), ExecutorContainer);
        Own(driver, application);
        KeepLastWords(driver);
        var properties = PropertySources.Of(application, target)
            .SetItem("spark.kubernetes.driver.podTemplateContainerName", ContainerName(driver, DriverContainer.Name))
            .SetItem("spark.kubernetes.executor.podTemplateContainerName", ContainerName(executor, ExecutorContainer))
            .Remove("spark.kubernetes.driver.podTemplateFile")
            .Remove("spark.kubernetes.executor.podTemplateFile");
        return new()
        {
            Release = Release(application),
            Properties = SubmitDefaults.Apply(properties, "/", identity, kind, spec.MainApplicationFile),
            Kind = kind,
            Resource = spec.MainApplicationFile,
            MainClass = kind switch
            {
                ApplicationKind.Python => "org.apache.spark.deploy.PythonRunner",
                ApplicationKind.R => "org.apache.spark.deploy.RRunner",
                _ => spec.MainClass ?? "",
            },
            Arguments = spec.Arguments,
            ProxyUser = spec.ProxyUser,
            // As if that user had submitted: SPARK_USER, and with it the owner of what is written.
            Submitter = spec.ProxyUser is { Length: > 0 } user ? Submitter.Unknown with { SystemUser = user } : Submitter.Unknown,
            Identity = identity,
            DriverTemplate = driver,
            ExecutorTemplate = executor.ToJsonString(),
        };
    }

    internal static IBatchScheduler? Scheduler(SparkApplication application, SubmissionTarget target) => BatchSchedulers.Find(application.Spec.BatchScheduler, target.Coschedulers);

    internal static GangResources Gang(SparkApplication application, ImmutableDictionary<string, string> properties) =>
        GangResources.Of(properties, Release(application), KindOf(application.Spec.MainApplicationFile ?? ""));

    private static SparkRelease Release(SparkApplication application) => SparkReleases.Find(application.Spec.SparkVersion ?? "") ?? SparkReleases.Rows[^1];

    private static ApplicationKind KindOf(string file) =>
        file.EndsWith(".py", StringComparison.Ordinal) ? ApplicationKind.Python
        : file.EndsWith(".R", StringComparison.Ordinal) || file.EndsWith(".r", StringComparison.Ordinal) ? ApplicationKind.R
        : ApplicationKind.Java;

    // Deleting the application takes the driver with it, and the driver everything else.
    private static void Own(JsonObject pod, SparkApplication application)
    {
        if (pod["metadata"] is not JsonObject metadata)
            pod["metadata"] = metadata = [];
        if (metadata["ownerReferences"] is not JsonArray owners)
            metadata["ownerReferences"] = owners = [];
        owners.Add(application.Object.ToOwnerReference());
    }

    // The kubelet then hands over the end of the log when the driver fails, and the status can say why.
    private static void KeepLastWords(JsonObject pod)
    {
        var container = pod["spec"]!["containers"]!.AsArray().OfType<JsonObject>().First(item => (string?)item["name"] == ContainerName(pod, DriverContainer.Name));
        if (!container.ContainsKey("terminationMessagePolicy"))
            container["terminationMessagePolicy"] = "FallbackToLogsOnError";
    }

    private static string ContainerName(JsonObject pod, string preferred)
    {
        string?[] names = [.. pod["spec"]!["containers"]!.AsArray().Select(container => (string?)container?["name"])];
        return names.Contains(preferred) ? preferred : names[0] ?? preferred;
    }

    private static IEnumerable<Problem> Notes(SparkApplication application, SubmissionTarget target)
    {
        if (DriverPodName.Given(application) is { } name && name != DriverPodName.Of(application))
            yield return new(Location.Field("spec.driver.podName"), $"Airflow looks for {DriverPodName.Of(application)}, so the driver is called that and not {name}", "remove podName", Severity.Warning);
        if (application.Spec.Executor?.MemoryLimit is not null)
            yield return new(Location.Field("spec.executor.memoryLimit"), "executors keep the limit that Spark computes", "use memoryOverhead to raise it", Severity.Warning);
        if (application.Spec.BatchScheduler is { } scheduler && application.Spec.BatchSchedulerOptions is not null && Scheduler(application, target) is null)
            yield return new(Location.Field("spec.batchSchedulerOptions"), $"nothing more is known of the scheduler {scheduler} than its name", "start the operator with --kube-scheduler-names when it has the coscheduling plugin, or leave the options out", Severity.Warning);
    }
}
