using System.Collections.Immutable;
using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation;

/// <summary>The driver pod's name: the role's, else the property's, else the application's with <c>-driver</c>; always the last for a task of Airflow's, which looks for no other.</summary>
public static class DriverPodName
{
    public static string Of(SparkApplication application) =>
        Given(application) is { } name && !AirflowTask.Made(application) ? name : $"{application.Name}-driver";

    /// <summary>What the application asks for; null when it leaves the name to us.</summary>
    internal static string? Given(SparkApplication application) =>
        application.Spec.Driver?.PodName
        ?? (application.Spec.SparkConf.GetValueOrDefault("spark.kubernetes.driver.pod.name") is { Length: > 0 } name ? name : null);
}
