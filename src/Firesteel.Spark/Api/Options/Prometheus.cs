using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Options;

/// <summary><c>spec.monitoring.prometheus</c>: the JMX exporter as Java agent.</summary>
public sealed record Prometheus
{
    [Field("Path of the exporter in the image.", Required = true)]
    public string? JmxExporterJar { get; init; }

    [Field("Port of the exporter.", Minimum = 1024, Maximum = 49151)]
    public int? Port { get; init; }

    [Field("Name of that port.")]
    public string? PortName { get; init; }

    [Field("Configuration file in the image.")]
    public string? ConfigFile { get; init; }

    [Field("Configuration as text.")]
    public string? Configuration { get; init; }
}
