using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;
using Firesteel.Spark.Submission;
using Firesteel.Spark.Translation;
using Firesteel.Tests.Operator;

namespace Firesteel.Tests.Spark.Translation;

/// <summary>Ours makes a driver in one piece; kubeflow's is made by spark-submit and changed by a webhook. They must come to the same pod.</summary>
public sealed class RecordedPodTests
{
    /// <summary>Where ours differs on purpose, or the recording says nothing of the operator. Paths of a difference begin so.</summary>
    private static readonly (string Path, string Why)[] Known =
    [
        ("spec.containers[spark-kubernetes-driver].terminationMessagePolicy: kubeflow -, ", "the kubelet hands over the end of a failed driver's log"),
        ("spec.containers[spark-kubernetes-driver].env[SPARK_USER].value: kubeflow \"root\", ", "the account that ran the recorded operator"),
        ("metadata.labels.sparkoperator.k8s.io/mutated-by-spark-operator", "no webhook changes a pod of ours"),
        ("metadata.labels.spark-version", "theirs is the version of the submitting Spark, ours the application's"),
        ("status: ", "the recorded API's"),
        ("metadata.namespace", "set when it is created"),
        ("metadata.ownerReferences[", "a scheduled run has another name in each recording"),
        ("spec.containers[spark-kubernetes-driver].resources.requests.", "the API server writes quantities in its own way"),
        ("spec.containers[spark-kubernetes-driver].resources.limits.memory: kubeflow \"1Gi\", we \"1024Mi\"", "the same"),
        ("containers[spark-kubernetes-executor].resources.requests.", "the same"),
        ("spec.containers[spark-kubernetes-driver].ports[8090]: kubeflow -, ", "the exporter's port has its name also when its files are in the image"),
        ("containers[spark-kubernetes-executor].ports: kubeflow -, we [{\"name\":\"jmx-exporter\"", "the same"),
        ("spec.containers[proxy].ports[8443].protocol", "a default of the API server's"),
        ("spec.securityContext.capabilities", "no field of a pod; the recorded operator's types drop it, the API server drops ours"),
        ("securityContext.capabilities", "the same"),
        ("containers[spark-kubernetes-executor].env[SPARK_CONF_DIR]", "a property of Spark says it"),
        ("containers[spark-kubernetes-executor].resources.limits: kubeflow {\"memory\":", "Spark writes an executor's limit itself; an event says so"),
        ("volumes: kubeflow -, we [{\"name\":\"spark-local-dir-1\",\"hostPath\"", "a hostPath with a type, which Spark 3.5 would drop"),
        ("containers[spark-kubernetes-executor].volumeMounts: kubeflow -, we [{\"name\":\"spark-local-dir-1\",\"mountPath\":\"/tmp/d1\"}]", "the same"),
    ];

    public static TheoryData<string> Cases => [.. RecordedPods.Scenarios];

    [Theory, MemberData(nameof(Cases))]
    public void A_driver_is_the_pod_that_kubeflows_webhook_leaves(string scenario)
    {
        var theirs = RecordedPods.Driver(scenario)!;
        Unknown(RecordedPods.Compare(theirs, Build(scenario).Driver.Json)).ShouldBeEmpty(scenario);
    }

    [Theory, MemberData(nameof(Cases))]
    public void What_the_webhook_adds_to_an_executor_stands_in_its_template(string scenario)
    {
        if (RecordedPods.Executor(scenario) is not { } executor)
            return;
        var template = (JsonObject)JsonNode.Parse((string)Build(scenario).Owned.First(item => item.Name.EndsWith("podspec-conf-map", StringComparison.Ordinal)).Json["data"]!["podspec-configmap-key"]!)!;
        var ours = RecordedPods.Merge(executor.Before["spec"], template["spec"]);
        Unknown(RecordedPods.Compare(executor.After["spec"], ours)).ShouldBeEmpty(scenario);
    }

    /// <summary>The comparison sees what it should: a field taken away from ours is a difference.</summary>
    [Theory, InlineData("sidecars", "spec.containers"), InlineData("placement-role", "spec.tolerations"), InlineData("network", "spec.hostNetwork"), InlineData("volumes", "spec.volumes")]
    public void A_missing_field_is_seen(string scenario, string path)
    {
        var ours = (JsonObject)Build(scenario).Driver.Json.DeepClone();
        var member = path.Split('.')[1];
        ((JsonObject)ours["spec"]!).Remove(member).ShouldBeTrue();
        Unknown(RecordedPods.Compare(RecordedPods.Driver(scenario), ours)).ShouldContain(path);
    }

    private static string Unknown(IEnumerable<string> differences) =>
        string.Join('\n', differences.Where(difference => !Known.Any(known => difference.StartsWith(known.Path, StringComparison.Ordinal))));

    private static SubmissionResult Build(string scenario)
    {
        var input = KubeflowProfile.Input(scenario);
        if (input.Kind == "ScheduledSparkApplication")
            input = Firesteel.Spark.Schedule.ScheduledRun.Application(input, $"{input.Name}-1");
        var (application, _) = SparkApplication.Read(input);
        var settings = KubeflowProfile.Of(scenario);
        return ApplicationSubmission.Build(application, new SubmissionTarget("00000000-0000-4000-8000-000000000000", DateTimeOffset.UnixEpoch)
        {
            UiUrlFormat = settings.Ingress.UrlFormat,
            Coschedulers = settings.Coschedulers,
        });
    }
}
