using System.Text.Json.Serialization;

namespace Firesteel.Spark.Api.Status;

/// <summary>State of an application. <see cref="New"/> is the empty text.</summary>
public enum ApplicationState
{
    [JsonStringEnumMemberName("")]
    New,

    [JsonStringEnumMemberName("SUBMITTED")]
    Submitted,

    [JsonStringEnumMemberName("RUNNING")]
    Running,

    [JsonStringEnumMemberName("COMPLETED")]
    Completed,

    [JsonStringEnumMemberName("FAILED")]
    Failed,

    [JsonStringEnumMemberName("SUBMISSION_FAILED")]
    SubmissionFailed,

    [JsonStringEnumMemberName("PENDING_RERUN")]
    PendingRerun,

    [JsonStringEnumMemberName("INVALIDATING")]
    Invalidating,

    [JsonStringEnumMemberName("SUCCEEDING")]
    Succeeding,

    [JsonStringEnumMemberName("FAILING")]
    Failing,

    [JsonStringEnumMemberName("SUSPENDING")]
    Suspending,

    [JsonStringEnumMemberName("SUSPENDED")]
    Suspended,

    [JsonStringEnumMemberName("RESUMING")]
    Resuming,

    [JsonStringEnumMemberName("UNKNOWN")]
    Unknown,
}
