using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation;

/// <summary>The ConfigMap <c>NAME-prom-conf</c> with the metrics configuration, mounted into the roles that expose metrics.</summary>
internal static class MonitoringFiles
{
    public const string Directory = "/etc/metrics/conf";
    public const string Metrics = "metrics.properties";
    public const string Exporter = "prometheus.yaml";
    public const int DefaultPort = 8090;
    public const string Volume = "firesteel-metrics";

    private const string DefaultMetrics = """
        *.sink.jmx.class=org.apache.spark.metrics.sink.JmxSink
        driver.source.jvm.class=org.apache.spark.metrics.source.JvmSource
        executor.source.jvm.class=org.apache.spark.metrics.source.JvmSource

        """;

    private const string DefaultExporter = """
        lowercaseOutputName: true
        attrNameSnakeCase: true
        rules:
        - pattern: metrics<name=(\S+)\.(\S+)\.driver\.(\S+), type=(\S+)><>(Value|Count|Mean)
          name: spark_driver_$3_$5
          labels:
            app_namespace: $1
            app_id: $2
        - pattern: metrics<name=(\S+)\.(\S+)\.([0-9]+)\.(\S+), type=(\S+)><>(Value|Count|Mean)
          name: spark_executor_$4_$6
          labels:
            app_namespace: $1
            app_id: $2
            executor_id: $3

        """;

    public static string Name(SparkApplication application) => $"{application.Name}-prom-conf";

    /// <summary>There is something to mount: with both files in the image there is not.</summary>
    public static bool AreNeeded(SparkApplication application) =>
        application.Spec.Monitoring is { Prometheus: { } prometheus } monitoring && (prometheus.ConfigFile is null || monitoring.MetricsPropertiesFile is null);

    public static KubeObject ConfigMap(SparkApplication application)
    {
        var map = KubeObject.Of(ResourceTypes.ConfigMaps, application.Namespace, Name(application));
        map.Metadata!["labels"] = new JsonObject { [OperatorLabels.ApplicationName] = application.Name, [OperatorLabels.Created] = "true" };
        map.Metadata["ownerReferences"] = new JsonArray(application.Object.ToOwnerReference());
        map.Json["data"] = new JsonObject
        {
            [Metrics] = application.Spec.Monitoring?.MetricsProperties ?? DefaultMetrics,
            [Exporter] = application.Spec.Monitoring?.Prometheus?.Configuration ?? DefaultExporter,
        };
        return map;
    }
}
