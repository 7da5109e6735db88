using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Options;

/// <summary><c>gpu</c> of a role.</summary>
public sealed record GpuSpec
{
    [Field("Resource, such as nvidia.com/gpu.", Required = true)]
    public string? Name { get; init; }

    [Field("How many.", Required = true, Minimum = 1)]
    public long? Quantity { get; init; }
}
