using System.Collections.Immutable;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle.Changes;

namespace Firesteel.Spark.Lifecycle.Stages;

/// <summary>Small moves that the stages share.</summary>
internal static class Steps
{
    /// <summary>The status in another state; entering it is noted with the time.</summary>
    public static SparkApplicationStatus To(this SparkApplicationStatus status, ApplicationState state, DateTimeOffset now, string? message = null) =>
        status with
        {
            ApplicationState = new StateReport
            {
                State = state,
                ErrorMessage = message,
                Since = status.State == state && status.ApplicationState?.Since is { } since ? since : WholeSeconds(now),
            },
        };

    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    public static Decision Decide(this SparkApplicationStatus status, DateTimeOffset? wakeAt = null, params ImmutableArray<ApplicationEvent> events) =>
        new(status, [], events, wakeAt);

    public static Decision Also(this Decision decision, params ReadOnlySpan<Change> changes) =>
        decision with { Changes = [.. decision.Changes, .. changes] };

    public static ApplicationEvent Note(string reason, string message) => new(false, reason, message);

    public static ApplicationEvent Added(ObservedApplication seen) => Note("SparkApplicationAdded", $"SparkApplication {seen.Application.Name} was added, it is submitted next");

    public static ApplicationEvent Warn(string reason, string message) => new(true, reason, message);

    /// <summary>The earlier of two times, null meaning never.</summary>
    public static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) => left is null ? right : right is null || left < right ? left : right;
}
