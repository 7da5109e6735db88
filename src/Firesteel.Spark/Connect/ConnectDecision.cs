using System.Collections.Immutable;
using Firesteel.Spark.Api.Connect;
using Firesteel.Spark.Lifecycle;
using Firesteel.Spark.Lifecycle.Changes;

namespace Firesteel.Spark.Connect;

/// <summary>What to do about a SparkConnect.</summary>
/// <param name="Changes">In order, before the status is written.</param>
public sealed record ConnectDecision(SparkConnectStatus Status, ImmutableArray<Change> Changes, ImmutableArray<ApplicationEvent> Events, DateTimeOffset? WakeAt = null);
