using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation;

/// <summary>What Spark's properties can say about the driver.</summary>
internal sealed class DriverProperties : IPropertySource
{
    public IEnumerable<KeyValuePair<string, string>> Properties(SparkApplication application, SubmissionTarget target)
    {
        if (application.Spec.Driver is not { } driver)
            yield break;
        foreach (var entry in RoleProperties.Of(driver, "driver", "spark.kubernetes.driverEnv."))
            yield return entry;
        if (driver.KubernetesMaster is { } master)
            yield return new("spark.kubernetes.driver.master", master);
        foreach (var (key, value) in driver.ServiceAnnotations)
            yield return new($"spark.kubernetes.driver.service.annotation.{key}", value);
        foreach (var (key, value) in driver.ServiceLabels)
            yield return new($"spark.kubernetes.driver.service.label.{key}", value);
    }
}
