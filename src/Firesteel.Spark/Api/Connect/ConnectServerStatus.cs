using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Connect;

/// <summary><c>status.server</c> of a SparkConnect.</summary>
public sealed record ConnectServerStatus
{
    [Field("Name of the server's pod.")]
    public string? PodName { get; init; }

    [Field("Its address.")]
    public string? PodIp { get; init; }

    [Field("Name of the service in front of it.")]
    public string? ServiceName { get; init; }
}
