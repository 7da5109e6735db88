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

    private const string DefaultMetrics = """
        *.sink.jmx.class=org.apache.spark.metrics.sink.JmxSink
        driver.source.jvm.class=org.apache.spark.metrics.source.JvmSource
        executor.source.jvm.class=org.apache.spark.metrics.source.JvmSource

        """;

    /// <summary>
    /// Names of metrics are those of kubeflow's own rules, on which dashboards are built; its patterns leave out the type that Spark since 3.0 has in
    /// every name, and so find nothing there.
    /// </summary>
    private const string DefaultExporter = """
        lowercaseOutputName: true
        rules:
        - pattern: metrics<name=(\S+?)\.(\S+?)\.driver\.spark\.streaming\.(\S+?)\.(\S+), type=\S+><>Value
          name: spark_structured_streaming_driver_$4
          type: GAUGE
          labels: {app_namespace: "$1", app_id: "$2", query_name: "$3"}
        - pattern: metrics<name=(\S+?)\.(\S+?)\.driver\.\S+?\.StreamingMetrics\.streaming\.(\S+), type=\S+><>Value
          name: spark_streaming_driver_$3
          type: GAUGE
          labels: {app_namespace: "$1", app_id: "$2"}
        - pattern: metrics<name=(\S+?)\.(\S+?)\.(driver|[0-9]+)\.executor\.(\S+), type=\S+><>Value
          name: spark_executor_$4
          type: GAUGE
          labels: {app_namespace: "$1", app_id: "$2", executor_id: "$3"}
        - pattern: metrics<name=(\S+?)\.(\S+?)\.(driver|[0-9]+)\.executor\.(\S+), type=\S+><>Count
          name: spark_executor_$4_count
          type: COUNTER
          labels: {app_namespace: "$1", app_id: "$2", executor_id: "$3"}
        - pattern: metrics<name=(\S+?)\.(\S+?)\.driver\.(\S+), type=\S+><>Value
          name: spark_driver_$3
          type: GAUGE
          labels: {app_namespace: "$1", app_id: "$2"}
        - pattern: metrics<name=(\S+?)\.(\S+?)\.driver\.(\S+), type=\S+><>Count
          name: spark_driver_$3_count
          type: COUNTER
          labels: {app_namespace: "$1", app_id: "$2"}
        - pattern: metrics<name=(\S+?)\.(\S+?)\.driver\.(\S+), type=\S+><>Mean
          name: spark_driver_$3_mean
          type: GAUGE
          labels: {app_namespace: "$1", app_id: "$2"}
        - pattern: metrics<name=(\S+?)\.(\S+?)\.([0-9]+)\.(\S+), type=\S+><>Value
          name: spark_executor_$4
          type: GAUGE
          labels: {app_namespace: "$1", app_id: "$2", executor_id: "$3"}
        - pattern: metrics<name=(\S+?)\.(\S+?)\.([0-9]+)\.(\S+), type=\S+><>Count
          name: spark_executor_$4_count
          type: COUNTER
          labels: {app_namespace: "$1", app_id: "$2", executor_id: "$3"}

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
        var data = new JsonObject();
        if (application.Spec.Monitoring?.MetricsPropertiesFile is null)
            data[Metrics] = application.Spec.Monitoring?.MetricsProperties ?? DefaultMetrics;
        if (application.Spec.Monitoring?.Prometheus?.ConfigFile is null)
            data[Exporter] = application.Spec.Monitoring?.Prometheus?.Configuration ?? DefaultExporter;
        map.Json["data"] = data;
        return map;
    }
}
