using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Options;

/// <summary><c>spec.dynamicAllocation</c>.</summary>
public sealed record DynamicAllocation
{
    [Field("Whether executors come and go with the load.")]
    public bool? Enabled { get; init; }

    [Field("Executors at the start.", Minimum = 0)]
    public int? InitialExecutors { get; init; }

    [Field("Fewest executors.", Minimum = 0)]
    public int? MinExecutors { get; init; }

    [Field("Most executors.", Minimum = 0)]
    public int? MaxExecutors { get; init; }

    [Field("Keep executors that hold shuffle data; on unless said otherwise.")]
    public bool? ShuffleTrackingEnabled { get; init; }

    [Field("Milliseconds after which shuffle data is given up.", Minimum = 0)]
    public long? ShuffleTrackingTimeout { get; init; }
}
