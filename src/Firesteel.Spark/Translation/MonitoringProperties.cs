using System.Collections.Immutable;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Options;

namespace Firesteel.Spark.Translation;

/// <summary><c>monitoring</c>: metrics configuration, the JMX exporter as Java agent, annotations for Prometheus.</summary>
internal sealed class MonitoringProperties : IPropertySource
{
    public IEnumerable<KeyValuePair<string, string>> Properties(SparkApplication application, SubmissionTarget target)
    {
        if (application.Spec.Monitoring is not { } monitoring)
            yield break;
        if (monitoring.Prometheus is null)
            yield break;
        yield return new("spark.metrics.namespace", $"{application.Namespace}.{application.Name}");
        yield return new("spark.metrics.conf", monitoring.MetricsPropertiesFile ?? $"{MonitoringFiles.Directory}/{MonitoringFiles.Metrics}");
        foreach (var (role, exposed, options) in new[]
        {
            ("driver", monitoring.ExposeDriverMetrics == true, application.Spec.Driver?.JavaOptions ?? Configured(application, "driver")),
            ("executor", monitoring.ExposeExecutorMetrics == true, application.Spec.Executor?.JavaOptions ?? Configured(application, "executor")),
        })
        {
            if (!exposed)
                continue;
            var port = monitoring.Prometheus.Port ?? MonitoringFiles.DefaultPort;
            yield return new($"spark.kubernetes.{role}.annotation.prometheus.io/scrape", "true");
            yield return new($"spark.kubernetes.{role}.annotation.prometheus.io/port", port.ToString());
            yield return new($"spark.kubernetes.{role}.annotation.prometheus.io/path", "/metrics");
            yield return new($"spark.{role}.extraJavaOptions", string.Join(' ', new[] { options, Agent(monitoring.Prometheus, port) }.Where(part => !string.IsNullOrEmpty(part))));
        }
    }

    private static string? Configured(SparkApplication application, string role) =>
        application.Spec.SparkConf.GetValueOrDefault($"spark.{role}.extraJavaOptions");

    private static string Agent(Prometheus prometheus, int port) =>
        $"-javaagent:{prometheus.JmxExporterJar}={port}:{prometheus.ConfigFile ?? $"{MonitoringFiles.Directory}/{MonitoringFiles.Exporter}"}";
}
