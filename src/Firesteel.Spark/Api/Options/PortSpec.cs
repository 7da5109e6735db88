using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Options;

/// <summary>A further port of a container.</summary>
public sealed record PortSpec
{
    [Field("Name of the port.", Required = true)]
    public string? Name { get; init; }

    [Field("TCP, UDP or SCTP.", OneOf = ["TCP", "UDP", "SCTP"])]
    public string? Protocol { get; init; }

    [Field("Number of the port.", Required = true, Minimum = 1, Maximum = 65535)]
    public int? ContainerPort { get; init; }
}
