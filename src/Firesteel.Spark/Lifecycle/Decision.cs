using System.Collections.Immutable;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle.Changes;

namespace Firesteel.Spark.Lifecycle;

/// <summary>What to do about an application.</summary>
/// <param name="Status">What the application's status becomes, after the changes.</param>
/// <param name="Changes">In the order in which they are applied; a failed one stops the rest.</param>
/// <param name="WakeAt">When to look again even if nothing happens: every waiting state has a deadline.</param>
public sealed record Decision(
    SparkApplicationStatus Status, ImmutableArray<Change> Changes, ImmutableArray<ApplicationEvent> Events, DateTimeOffset? WakeAt = null);
