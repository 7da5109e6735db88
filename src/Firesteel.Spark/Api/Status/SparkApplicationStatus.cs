using System.Collections.Immutable;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Status;

/// <summary><c>status</c> of a SparkApplication: kubeflow's fields and ours (<c>observedGeneration</c>, <c>conditions</c>, <c>specHash</c>, <c>companions</c>).</summary>
public sealed record SparkApplicationStatus
{
    [Field("State and message.")]
    public StateReport? ApplicationState { get; init; }

    [Field("Application id of Spark.")]
    public string? SparkApplicationId { get; init; }

    [Field("Id of the last submission.")]
    public string? SubmissionID { get; init; }

    [Field("When it was last submitted.")]
    public DateTimeOffset? LastSubmissionAttemptTime { get; init; }

    [Field("When the driver ended.")]
    public DateTimeOffset? TerminationTime { get; init; }

    [Field("The driver.")]
    public DriverInfo? DriverInfo { get; init; }

    [Field("Executors by pod.")]
    public ImmutableSortedDictionary<string, ExecutorState> ExecutorState { get; init; } = ImmutableSortedDictionary<string, ExecutorState>.Empty;

    [Field("Runs so far.")]
    public int? ExecutionAttempts { get; init; }

    [Field("Submissions so far.")]
    public int? SubmissionAttempts { get; init; }

    [Field("Generation that this status speaks of.")]
    public long? ObservedGeneration { get; init; }

    [Field("Digest of the specification that was submitted.")]
    public string? SpecHash { get; init; }

    [Field("What was made beside the driver, as RESOURCE/NAME.")]
    public ImmutableArray<string> Companions { get; init; } = [];

    [Field("Conditions.")]
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>The state; <see cref="Status.ApplicationState.New"/> when there is none yet.</summary>
    public ApplicationState State => ApplicationState?.State ?? Status.ApplicationState.New;
}
