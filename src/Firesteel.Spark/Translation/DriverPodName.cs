using System.Collections.Immutable;
using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation;

/// <summary>The driver pod's name: the role's, else the property's, else the application's with <c>-driver</c>.</summary>
public static class DriverPodName
{
    public static string Of(SparkApplication application) =>
        application.Spec.Driver?.PodName
        ?? application.Spec.SparkConf.GetValueOrDefault("spark.kubernetes.driver.pod.name")
        ?? $"{application.Name}-driver";
}
