using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Connect;

/// <summary><c>spec.executor</c> of a SparkConnect.</summary>
public sealed record ConnectExecutor : ConnectRole
{
    [Field("How many.", Minimum = 0)]
    public int? Instances { get; init; }
}
