using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Status;

/// <summary><c>status.driverInfo</c>.</summary>
public sealed record DriverInfo
{
    [Field("Name of the driver pod.")]
    public string? PodName { get; init; }

    [Field("Service of the web UI.")]
    public string? WebUIServiceName { get; init; }

    [Field("Address of that service.")]
    public string? WebUIAddress { get; init; }

    [Field("Port of that service.")]
    public int? WebUIPort { get; init; }

    [Field("Ingress of the web UI.")]
    public string? WebUIIngressName { get; init; }

    [Field("Address of that ingress.")]
    public string? WebUIIngressAddress { get; init; }

    [Field("Exit code of the driver.")]
    public int? ExitCode { get; init; }

    [Field("Why the driver ended or cannot start.")]
    public string? Reason { get; init; }
}
