using System.Collections.Immutable;
using Firesteel.Kube.Problems;

namespace Firesteel.Spark.Api.Checks;

/// <summary>Properties that would take an application out of its namespace or give it another identity.</summary>
internal sealed class ReservedProperties : IApplicationCheck
{
    private static readonly (string Key, string Instead)[] Denied =
    [
        ("spark.master", "remove it"),
        ("spark.kubernetes.driver.master", "use spec.driver.kubernetesMaster"),
        ("spark.kubernetes.authenticate.driver.serviceAccountName", "use spec.driver.serviceAccount"),
        ("spark.kubernetes.authenticate.executor.serviceAccountName", "use spec.executor.serviceAccount"),
        ("spark.kubernetes.authenticate.oauthToken", "remove it"),
        ("spark.kubernetes.authenticate.oauthTokenFile", "remove it"),
        ("spark.kubernetes.authenticate.driver.oauthToken", "remove it"),
        ("spark.kubernetes.authenticate.driver.oauthTokenFile", "remove it"),
        ("spark.kubernetes.authenticate.executor.oauthToken", "remove it"),
        ("spark.kubernetes.authenticate.executor.oauthTokenFile", "remove it"),
        ("spark.kubernetes.container.image", "use spec.image"),
        ("spark.kubernetes.driver.container.image", "use spec.driver.image"),
        ("spark.kubernetes.executor.container.image", "use spec.executor.image"),
    ];

    /// <summary>For a client that submits: the operator does so under its own name.</summary>
    private static readonly string[] Idle = ["spark.kubernetes.authenticate.submission.oauthToken", "spark.kubernetes.authenticate.submission.oauthTokenFile"];

    public IEnumerable<Problem> Check(SparkApplication application) => Check(application.Spec.SparkConf, application.Namespace);

    public static IEnumerable<Problem> Check(ImmutableSortedDictionary<string, string> properties, string @namespace)
    {
        foreach (var (key, instead) in Denied.Where(row => properties.ContainsKey(row.Key)))
            yield return new(Location.Field($"spec.sparkConf.{key}"), $"{key} may not be set in sparkConf", instead);
        foreach (var key in Idle.Where(properties.ContainsKey))
            yield return new(Location.Field($"spec.sparkConf.{key}"), $"{key} has no effect: the operator submits under its own name", "remove it, the driver's ConfigMap would hold it", Severity.Warning);
        if (properties.GetValueOrDefault("spark.kubernetes.namespace") is { } other && other != @namespace)
            yield return new(Location.Field("spec.sparkConf.spark.kubernetes.namespace"), $"the application is in {@namespace}, not in {other}", "remove the property");
    }
}
