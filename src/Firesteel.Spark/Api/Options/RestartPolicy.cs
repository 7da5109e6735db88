using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Options;

/// <summary><c>spec.restartPolicy</c>.</summary>
public sealed record RestartPolicy
{
    [Field("Whether to run again: Never, OnFailure or Always.")]
    public RestartPolicyType? Type { get; init; }

    [Field("How often a failed submission is repeated.", Minimum = 0)]
    public int? OnSubmissionFailureRetries { get; init; }

    [Field("How often a failed run is repeated.", Minimum = 0)]
    public int? OnFailureRetries { get; init; }

    [Field("Seconds before a failed submission is repeated; grows with each attempt.", Minimum = 1)]
    public long? OnSubmissionFailureRetryInterval { get; init; }

    [Field("Seconds before a failed run is repeated; grows with each attempt.", Minimum = 1)]
    public long? OnFailureRetryInterval { get; init; }
}
