using System.Text.Json.Serialization;

namespace Firesteel.Spark.Api.Status;

/// <summary>State of an executor.</summary>
public enum ExecutorState
{
    [JsonStringEnumMemberName("PENDING")]
    Pending,

    [JsonStringEnumMemberName("RUNNING")]
    Running,

    [JsonStringEnumMemberName("COMPLETED")]
    Completed,

    [JsonStringEnumMemberName("FAILED")]
    Failed,

    [JsonStringEnumMemberName("UNKNOWN")]
    Unknown,
}
