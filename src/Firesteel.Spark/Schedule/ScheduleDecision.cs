using System.Collections.Immutable;
using Firesteel.Spark.Api;
using Firesteel.Spark.Lifecycle;
using Firesteel.Spark.Lifecycle.Changes;

namespace Firesteel.Spark.Schedule;

/// <summary>What to do about a schedule.</summary>
/// <param name="Changes">In order, before the status is written.</param>
/// <param name="WakeAt">When the next run is due; null when only a change can help.</param>
public sealed record ScheduleDecision(
    ScheduledSparkApplicationStatus Status, ImmutableArray<Change> Changes, ImmutableArray<ApplicationEvent> Events, DateTimeOffset? WakeAt);
