using System.Collections.Immutable;
using Firesteel.Spark.Api.Schema;
using Firesteel.Spark.Api.Status;

namespace Firesteel.Spark.Api.Connect;

/// <summary><c>status</c> of a SparkConnect: kubeflow's fields and ours (<c>observedGeneration</c>).</summary>
public sealed record SparkConnectStatus
{
    [Field("Conditions.")]
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    [Field("Ready, NotReady or Failed.")]
    public string? State { get; init; }

    [Field("The server.")]
    public ConnectServerStatus? Server { get; init; }

    [Field("Number of executors by phase of their pods.")]
    public ImmutableSortedDictionary<string, int> Executors { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    [Field("When it was taken up.")]
    public DateTimeOffset? StartTime { get; init; }

    [Field("When this status changed.")]
    public DateTimeOffset? LastUpdateTime { get; init; }

    [Field("Generation that this status speaks of.")]
    public long? ObservedGeneration { get; init; }
}
