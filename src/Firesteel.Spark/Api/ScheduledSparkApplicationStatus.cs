using System.Collections.Immutable;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api;

/// <summary><c>status</c> of a ScheduledSparkApplication.</summary>
public sealed record ScheduledSparkApplicationStatus
{
    [Field("When the last run was started.")]
    public DateTimeOffset? LastRun { get; init; }

    [Field("When the next one is due.")]
    public DateTimeOffset? NextRun { get; init; }

    [Field("Name of the last run.")]
    public string? LastRunName { get; init; }

    [Field("Successful runs that are kept.")]
    public ImmutableArray<string> PastSuccessfulRunNames { get; init; } = [];

    [Field("Failed runs that are kept.")]
    public ImmutableArray<string> PastFailedRunNames { get; init; } = [];

    [Field("Scheduled or FailedValidation.")]
    public string? ScheduleState { get; init; }

    [Field("Why.")]
    public string? Reason { get; init; }
}
