using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation;

/// <summary>Name, driver pod, address of the API.</summary>
internal sealed class IdentityProperties : IPropertySource
{
    public IEnumerable<KeyValuePair<string, string>> Properties(SparkApplication application, SubmissionTarget target)
    {
        yield return new("spark.app.name", application.Name);
        yield return new("spark.master", $"k8s://{target.Master}");
        yield return new("spark.kubernetes.driver.pod.name", DriverPodName.Of(application));
        if (target.Master != SubmissionTarget.InCluster)
            yield return new("spark.kubernetes.driver.master", target.Master);
        foreach (var (key, value) in OperatorLabels.Of(application, target))
        {
            yield return new($"spark.kubernetes.driver.label.{key}", value);
            yield return new($"spark.kubernetes.executor.label.{key}", value);
        }
    }
}
