using System.Collections.Immutable;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle.Changes;
using Firesteel.Spark.Lifecycle.Companions;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle.Stages;

/// <summary>After a run: again, or rest; and in the end the time to live.</summary>
internal static class Ending
{
    public static Decision AfterSuccess(ObservedApplication seen) =>
        seen.Application.Spec.RestartPolicy?.Type == RestartPolicyType.Always
            ? Again(seen)
            : Finished(seen, ApplicationState.Completed, Steps.Note("SparkApplicationCompleted", $"SparkApplication {seen.Application.Name} completed"));

    public static Decision AfterFailure(ObservedApplication seen)
    {
        var policy = seen.Application.Spec.RestartPolicy;
        var runs = seen.Status.ExecutionAttempts ?? 0;
        return Retry(seen, runs, policy?.OnFailureRetries, policy?.OnFailureRetryInterval, seen.Status.TerminationTime ?? seen.Since);
    }

    public static Decision AfterRefusal(ObservedApplication seen)
    {
        var policy = seen.Application.Spec.RestartPolicy;
        var tries = seen.Status.SubmissionAttempts ?? 0;
        var decision = Retry(seen, tries, policy?.OnSubmissionFailureRetries, policy?.OnSubmissionFailureRetryInterval, seen.Status.LastSubmissionAttemptTime ?? seen.Since);
        // Nothing ran that would have to go first.
        return decision.Status.State == ApplicationState.PendingRerun && seen.Drivers.IsEmpty ? Submitting.Intend(seen) : decision;
    }

    /// <summary>Nothing more happens but the time to live, and executors that go.</summary>
    public static Decision Rest(ObservedApplication seen)
    {
        var status = seen.Status with { ExecutorState = ExecutorStates.Observe(seen, seen.Status.State) };
        // Those that are gone went with the driver; only what a pod itself says is news.
        var events = ExecutorStates.Events(seen, status).Where(happened => seen.Executors.Any(pod => happened.Executor == pod.Name)).Select(happened => happened.Event).ToImmutableArray();
        if ((seen.Application.Spec.TimeToLiveSeconds ?? seen.Settings.DefaultTimeToLive?.TotalSeconds) is not { } seconds || status.TerminationTime is not { } ended)
            return status.Decide(null, events);
        var least = AirflowTask.Made(seen.Application) ? seen.Settings.KeptForAirflow.TotalSeconds : 0;
        var expires = ended.AddSeconds(Math.Max(least, seconds));
        return seen.Now < expires
            ? status.Decide(expires, events)
            : status.Decide().Also(new DeleteObject(ResourceTypes.SparkApplications, seen.Application.Object.Key, seen.Application.Object.Uid));
    }

    private static Decision Retry(ObservedApplication seen, int attempts, int? retries, long? interval, DateTimeOffset since)
    {
        var policy = seen.Application.Spec.RestartPolicy?.Type;
        var wanted = policy == RestartPolicyType.Always || policy == RestartPolicyType.OnFailure && attempts <= (retries ?? 0);
        if (!wanted)
        {
            var message = seen.Status.ApplicationState?.ErrorMessage;
            return Finished(seen, ApplicationState.Failed, Steps.Warn("SparkApplicationFailed", $"SparkApplication {seen.Application.Name} failed: {message}"));
        }

        var pause = TimeSpan.FromSeconds((interval ?? 5) * (double)Math.Max(1, attempts));
        var due = since + (pause < seen.Settings.LongestRetryPause ? pause : seen.Settings.LongestRetryPause);
        return seen.Now < due ? seen.Status.Decide(due) : Again(seen);
    }

    private static Decision Again(ObservedApplication seen)
    {
        // Nothing of the last run holds any more, but why it failed.
        var status = seen.Status.To(ApplicationState.PendingRerun, seen.Now, seen.Status.ApplicationState?.ErrorMessage) with
        {
            SparkApplicationId = null,
            DriverInfo = null,
            TerminationTime = null,
            ExecutorState = seen.Status.ExecutorState.Clear(),
        };
        return status.Decide(seen.Now, Steps.Warn("SparkApplicationPendingRerun", $"SparkApplication {seen.Application.Name} is pending rerun"));
    }

    private static Decision Finished(ObservedApplication seen, ApplicationState state, ApplicationEvent note)
    {
        var status = seen.Status.To(state, seen.Now, seen.Status.ApplicationState?.ErrorMessage) with
        {
            TerminationTime = seen.Status.TerminationTime ?? Steps.WholeSeconds(seen.Now),
            ExecutorState = ExecutorStates.Observe(seen, state),
        };
        (var changes, status) = CompanionKinds.EndRun(seen, status);
        return status.Decide(seen.Now, note).Also(changes);
    }
}
