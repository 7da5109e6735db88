using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Options;

/// <summary><c>spec.monitoring</c>.</summary>
public sealed record Monitoring
{
    [Field("Whether the driver exposes metrics.", Required = true)]
    public bool? ExposeDriverMetrics { get; init; }

    [Field("Whether executors expose metrics.", Required = true)]
    public bool? ExposeExecutorMetrics { get; init; }

    [Field("Text of metrics.properties.")]
    public string? MetricsProperties { get; init; }

    [Field("Path of metrics.properties in the image.")]
    public string? MetricsPropertiesFile { get; init; }

    [Field("Prometheus through the JMX exporter.")]
    public Prometheus? Prometheus { get; init; }
}
