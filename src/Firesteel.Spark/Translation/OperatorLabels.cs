using System.Collections.Immutable;
using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation;

/// <summary>Labels by which an operator finds its pods; the keys are kubeflow's.</summary>
public static class OperatorLabels
{
    public const string ApplicationName = "sparkoperator.k8s.io/app-name";
    public const string SubmissionId = "sparkoperator.k8s.io/submission-id";
    public const string Launched = "sparkoperator.k8s.io/launched-by-spark-operator";
    public const string Created = "sparkoperator.k8s.io/created-by-spark-operator";

    /// <summary>Set by Spark.</summary>
    public const string Role = "spark-role";

    /// <summary>Set by Spark: the application id.</summary>
    public const string ApplicationSelector = "spark-app-selector";

    /// <summary>Labels of the application that must not reach its pods.</summary>
    private const string KueuePrefix = "kueue.x-k8s.io/";

    /// <summary>The application's own labels, then the operator's.</summary>
    internal static ImmutableSortedDictionary<string, string> Of(SparkApplication application, SubmissionTarget target)
    {
        var labels = (application.Object.Metadata?["labels"] as System.Text.Json.Nodes.JsonObject ?? [])
            .Where(label => !label.Key.StartsWith(KueuePrefix, StringComparison.Ordinal) && label.Value is not null)
            .ToImmutableSortedDictionary(label => label.Key, label => label.Value!.ToString(), StringComparer.Ordinal);
        return labels
            .SetItem(ApplicationName, application.Name)
            .SetItem(Launched, "true")
            .SetItem(SubmissionId, target.SubmissionId);
    }
}
