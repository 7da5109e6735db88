using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Submission.Configuration;
using Firesteel.Spark.Submission.Driver;
using Firesteel.Spark.Submission.Templates;

namespace Firesteel.Spark.Submission;

/// <summary>Builds what Spark's own submission client builds in cluster mode, without a JVM. Pure.</summary>
public static class DriverSubmission
{
    public static SubmissionResult Build(SubmissionRequest request)
    {
        var settings = new SubmissionSettings(request);
        RequestChecks.Check(settings);
        settings.ReadLabels();
        var (template, container) = DriverTemplate.Choose(DriverTemplate.Load(settings), settings);
        var plan = DriverSteps.Apply(new DriverPlan(template, container, request.Properties), settings);
        (plan, var configuration) = DriverConfigMap.Attach(plan, settings);

        var pod = plan.ToPod();
        pod["apiVersion"] = "v1";
        if (!pod.ContainsKey("kind"))
            pod["kind"] = "Pod";
        var metadata = (JsonObject)pod["metadata"]!;
        metadata["name"] = settings.PodName;
        if (metadata.ContainsKey("namespace"))
            metadata["namespace"] = settings.Namespace;
        return new(
            settings.Namespace,
            new KubeObject(pod),
            plan.Objects.Add(configuration),
            plan.Properties.ToImmutableSortedDictionary(StringComparer.Ordinal),
            settings.Problems.Count == 0 ? plan.Uploads : [],
            [.. settings.Problems.Distinct()]);
    }
}
