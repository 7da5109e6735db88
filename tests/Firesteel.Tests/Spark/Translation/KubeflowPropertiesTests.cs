using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Yaml;
using Firesteel.Spark.Api;
using Firesteel.Spark.Submission;
using Firesteel.Spark.Submission.Arguments;
using Firesteel.Spark.Submission.Releases;
using Firesteel.Spark.Translation;
using Firesteel.TestKit.Repository;
using Firesteel.TestKit.Submissions;
using Firesteel.Tests.Operator;
using Firesteel.Tests.Spark.Submission;

namespace Firesteel.Tests.Spark.Translation;

/// <summary>
/// The properties that kubeflow's operator hands to spark-submit for an application, against ours. What it says with pod templates and
/// its webhook is not compared here.
/// </summary>
public sealed class KubeflowPropertiesTests
{
    private static readonly string[] NotCompared =
    [
        "spark.kubernetes.driver.podTemplate", "spark.kubernetes.executor.podTemplate", "spark.app.submitTime", "spark.app.id", "spark.driver.host", "spark.master",
        "spark.kubernetes.driver.label.sparkoperator.k8s.io/submission-id", "spark.kubernetes.executor.label.sparkoperator.k8s.io/submission-id",
        "spark.kubernetes.driver.label.sparkoperator.k8s.io/mutated-by-spark-operator", "spark.kubernetes.executor.label.sparkoperator.k8s.io/mutated-by-spark-operator",
    ];

    public static TheoryData<string> Cases
    {
        get
        {
            var directory = Path.Combine(Checkout.Cases, "kubeflow");
            return [.. Directory.EnumerateDirectories(directory).Where(path => File.Exists(Path.Combine(path, "submit-args.json")) && !Path.GetFileName(path).StartsWith("admission-", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void An_application_becomes_the_properties_that_kubeflow_gives(string name)
    {
        var difference = string.Join("\n", Differences(name));
        if (KnownKubeflowDifferences.ReasonOf(name) is { } reason)
            difference.ShouldNotBeEmpty($"{name} passes now; take it out of the list ({reason})");
        else
            difference.ShouldBeEmpty(name);
    }

    private static IEnumerable<string> Differences(string name)
    {
        var directory = Path.Combine(Checkout.Cases, "kubeflow", name);
        var document = (JsonObject)YamlReader.Read(File.ReadAllText(Path.Combine(directory, "input.yaml")), "input.yaml").Documents[^1].Root;
        if ((string?)document["kind"] == "ScheduledSparkApplication")
        {
            document = new JsonObject { ["apiVersion"] = document["apiVersion"]!.DeepClone(), ["kind"] = "SparkApplication", ["metadata"] = document["metadata"]!.DeepClone(), ["spec"] = document["spec"]!["template"]!.DeepClone() };
            var metadata = (JsonObject)document["metadata"]!;
            metadata["labels"] = new JsonObject { ["sparkoperator.k8s.io/scheduled-app-name"] = (string?)metadata["name"] };
            metadata["name"] = Submitted(directory).Name;
        }

        var (application, problems) = SparkApplication.Read(new KubeObject(document));
        var ours = ApplicationSubmission.Build(application, new SubmissionTarget("00000000-0000-4000-8000-000000000000", DateTimeOffset.UnixEpoch)
        {
            UiUrlFormat = KubeflowProfile.Of(name).Ingress.UrlFormat,
            Coschedulers = KubeflowProfile.Of(name).Coschedulers,
        }).Properties;
        var theirs = Submitted(directory).Properties;
        foreach (var key in ours.Keys.Union(theirs.Keys).Where(key => !NotCompared.Any(skipped => key.StartsWith(skipped, StringComparison.Ordinal))).Order(StringComparer.Ordinal))
        {
            var (mine, other) = (ours.GetValueOrDefault(key), theirs.GetValueOrDefault(key));
            // It repeats the common image for each role.
            if (mine is null && key.EndsWith(".container.image", StringComparison.Ordinal) && other == theirs.GetValueOrDefault("spark.kubernetes.container.image"))
                continue;
            // It looks for dynamic allocation under a name that the property does not have, and so gives a number where Spark goes by the load.
            if (mine is null && key == "spark.executor.instances" && ours.GetValueOrDefault("spark.dynamicAllocation.enabled") == "true")
                continue;
            if (mine != other)
                yield return $"{key}: kubeflow {other ?? "-"}, we {mine ?? "-"}";
        }
    }

    private static (string Name, ImmutableSortedDictionary<string, string> Properties) Submitted(string directory)
    {
        var runs = (JsonArray)JsonNode.Parse(File.ReadAllText(Path.Combine(directory, "submit-args.json")))!;
        string[] arguments = [.. runs[0]!["args"]!.AsArray().Select(argument => (string)argument!).Select(argument => argument.Replace("KUBERNETES_SERVICE_HOST:KUBERNETES_SERVICE_PORT", "api:443"))];
        var templates = runs[0]!["pod_templates"] as JsonObject ?? [];
        var files = arguments.Where(argument => argument.Contains(".podTemplateFile=", StringComparison.Ordinal)).Select(argument => argument.Split('=', 2))
            .ToDictionary(pair => pair[1], pair => System.Text.Encoding.UTF8.GetBytes(templates[pair[0]]!.ToJsonString()));
        var submitter = new Submitter("root", ImmutableDictionary<string, string>.Empty, new CaseFiles("/", files, new HashSet<string>()));
        var (request, problems) = SubmitCommandLine.Read(arguments, SparkReleases.For("3.5.7"), submitter, RecordedSubmission.Identity);
        request.ShouldNotBeNull(string.Join(" | ", problems));
        return (request.Properties["spark.app.name"], DriverSubmission.Build(request).Properties);
    }
}
