using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Options;

/// <summary>A ConfigMap and where it is mounted.</summary>
public sealed record NamePath
{
    [Field("Name of the object.", Required = true)]
    public string? Name { get; init; }

    [Field("Where it is mounted.", Required = true)]
    public string? Path { get; init; }
}
