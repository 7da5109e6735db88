using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Roles;

/// <summary><c>spec.executor</c>.</summary>
public sealed record ExecutorSpec : RoleSpec
{
    [Field("How many executors.", Minimum = 1)]
    public int? Instances { get; init; }

    [Field("Whether Spark deletes finished executors.")]
    public bool? DeleteOnTermination { get; init; }
}
