using System.Collections.Immutable;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api;

/// <summary><c>status</c> of a ScheduledSparkApplication: kubeflow's fields and ours (<c>observedGeneration</c>, <c>observedSchedule</c>).</summary>
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

    [Field("What is wrong with the schedule, or what its next run waits for.")]
    public string? Reason { get; init; }

    [Field("Generation that this status speaks of.")]
    public long? ObservedGeneration { get; init; }

    [Field("Schedule and time zone by which nextRun was found.")]
    public string? ObservedSchedule { get; init; }
}
