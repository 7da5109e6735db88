using Firesteel.Kube.Objects;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle.Changes;
using Firesteel.Spark.Lifecycle.Companions;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle.Stages;

/// <summary>States in which an old driver has to go before anything else happens.</summary>
internal static class Stopping
{
    /// <summary>The specification is not the one that was submitted or, of a suspended application, the one that it was suspended with.</summary>
    public static bool IsOutdated(ObservedApplication seen)
    {
        var state = seen.Status.State;
        if (state is ApplicationState.New or ApplicationState.Invalidating or ApplicationState.Suspending or ApplicationState.Resuming)
            return false;
        return Invalid.IsReported(seen.Status) && state == ApplicationState.Failed
            || seen.Status.SpecHash is { } submitted && submitted != SpecificationDigest.Of(seen.Application.Object.Spec);
    }

    public static Decision Invalidate(ObservedApplication seen) => seen.Status.To(ApplicationState.Invalidating, seen.Now)
        .Decide(seen.Now, Steps.Note("SparkApplicationSpecUpdated", $"the specification of SparkApplication {seen.Application.Name} changed, it runs again"));

    public static Decision Suspend(ObservedApplication seen) => seen.Status.To(ApplicationState.Suspending, seen.Now)
        .Decide(seen.Now, Steps.Warn("SparkApplicationSuspending", $"SparkApplication {seen.Application.Name} is suspending"));

    /// <summary>
    /// Suspended before it ran, while a task of Airflow's waits for its start: it has no state yet, which is true and counts as not started there, unlike
    /// SUSPENDED.
    /// </summary>
    public static Decision Hold(ObservedApplication seen)
    {
        if (!seen.Drivers.IsEmpty)
            return RemoveDrivers(seen, seen.Status);
        var held = new SparkApplicationStatus { Conditions = seen.Status.Conditions, SubmissionAttempts = seen.Status.SubmissionAttempts, ExecutionAttempts = seen.Status.ExecutionAttempts };
        ApplicationEvent[] events = seen.Status.State == ApplicationState.New && seen.Status.ObservedGeneration is not null
            ? []
            : [Steps.Warn("SparkApplicationSuspended", $"SparkApplication {seen.Application.Name} is suspended, it has not run yet")];
        return held.Decide(null, [.. events]).Also(CompanionKinds.Remove(seen, []));
    }

    public static Decision Rerun(ObservedApplication seen) =>
        seen.Drivers.IsEmpty ? Submitting.Intend(seen) : RemoveDrivers(seen, seen.Status);

    /// <summary>A new specification is a new life: attempts count from nothing.</summary>
    public static Decision Reset(ObservedApplication seen) => seen.Drivers.IsEmpty
        ? (new SparkApplicationStatus { Conditions = seen.Status.Conditions }).To(ApplicationState.PendingRerun, seen.Now).Decide(seen.Now, Steps.Warn("SparkApplicationPendingRerun", $"SparkApplication {seen.Application.Name} is pending rerun"))
            .Also(CompanionKinds.Remove(seen, []))
        : RemoveDrivers(seen, seen.Status);

    public static Decision AwaitSuspension(ObservedApplication seen) => seen.Drivers.IsEmpty
        ? (seen.Status.To(ApplicationState.Suspended, seen.Now) with
        {
            SparkApplicationId = null,
            DriverInfo = null,
            TerminationTime = null,
            Companions = [],
            ExecutorState = seen.Status.ExecutorState.Clear(),
            SpecHash = SpecificationDigest.Of(seen.Application.Object.Spec),
        })
            .Decide(null, Steps.Warn("SparkApplicationSuspended", $"SparkApplication {seen.Application.Name} is suspended"))
            .Also(CompanionKinds.Remove(seen, []))
        : RemoveDrivers(seen, seen.Status);

    public static Decision Resume(ObservedApplication seen) => seen.Application.Spec.Suspend == true
        ? seen.Status.Decide()
        : seen.Status.To(ApplicationState.Resuming, seen.Now).Decide(seen.Now, Steps.Warn("SparkApplicationResuming", $"SparkApplication {seen.Application.Name} is resuming"));

    /// <summary>Deletes drivers and waits: kindly, then without grace, then not at all.</summary>
    /// <param name="keep">Submission whose driver stays.</param>
    public static Decision RemoveDrivers(ObservedApplication seen, SparkApplicationStatus status, string? keep = null)
    {
        var limit = seen.Settings.RemovalDeadline;
        var waited = seen.Now - seen.Since;
        KubeObject[] unwanted = [.. seen.Drivers.Where(pod => keep is null || pod.Label(OperatorLabels.SubmissionId) != keep)];
        if (waited >= limit + limit)
        {
            var why = $"driver pod {unwanted[0].Name} of an earlier submission does not go away";
            var (ends, failed) = CompanionKinds.EndRun(seen, status.To(ApplicationState.Failed, seen.Now, why) with { TerminationTime = Steps.WholeSeconds(seen.Now) });
            return failed.Decide(null, Steps.Warn("SparkApplicationFailed", why)).Also(ends);
        }

        var force = waited >= limit;
        var changes = unwanted.Where(pod => force || !pod.IsBeingDeleted)
            .Select(Change (pod) => new DeleteObject(ResourceTypes.Pods, pod.Key, pod.Uid, force ? TimeSpan.Zero : null));
        return status.Decide(seen.Since + (force ? limit + limit : limit)).Also([.. changes]);
    }
}
