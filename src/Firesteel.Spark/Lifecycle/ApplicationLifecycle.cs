using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle.Stages;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle;

/// <summary>The state machine of an application. Pure: no clock, no client.</summary>
public static class ApplicationLifecycle
{
    public static Decision Decide(ObservedApplication seen)
    {
        if (seen.Application.Object.IsBeingDeleted)
            return new(seen.Status, [], []); // owner references do the cleaning
        var decision = Choose(seen);
        var status = decision.Status with { ObservedGeneration = seen.Application.Object.Generation };
        return decision with { Status = status with { Conditions = Conditions.Of(status, seen.Status.Conditions, !seen.IsInvalid, seen.Now) } };
    }

    /// <summary>What becomes of an application whose driver the API would not take.</summary>
    /// <param name="why">One line, as the API or the builder said it.</param>
    public static Decision SubmissionRefused(ObservedApplication seen, string why)
    {
        var decision = Submitting.Refused(seen, why);
        return decision with { Status = decision.Status with { Conditions = Conditions.Of(decision.Status, seen.Status.Conditions, true, seen.Now) } };
    }

    private static Decision Choose(ObservedApplication seen)
    {
        var state = seen.Status.State;
        if (seen.IsInvalid)
            return Invalid.Report(seen);
        if (Stopping.IsOutdated(seen))
            return Stopping.Invalidate(seen);
        if (seen.Application.Spec.Suspend == true && state is ApplicationState.New or ApplicationState.Submitted && AirflowTask.Made(seen.Application))
            return Stopping.Hold(seen);
        if (seen.Application.Spec.Suspend == true && state is not (ApplicationState.Completed or ApplicationState.Failed or ApplicationState.Suspending or ApplicationState.Suspended))
            return Stopping.Suspend(seen);
        return state switch
        {
            ApplicationState.New or ApplicationState.Resuming => Submitting.Intend(seen),
            ApplicationState.Submitted when seen.Status.DriverInfo?.PodName is null => Submitting.Submit(seen),
            ApplicationState.Submitted or ApplicationState.Running or ApplicationState.Unknown => Following.Follow(seen),
            ApplicationState.Succeeding => Ending.AfterSuccess(seen),
            ApplicationState.Failing => Ending.AfterFailure(seen),
            ApplicationState.SubmissionFailed => Ending.AfterRefusal(seen),
            ApplicationState.PendingRerun => Stopping.Rerun(seen),
            ApplicationState.Invalidating => Stopping.Reset(seen),
            ApplicationState.Suspending => Stopping.AwaitSuspension(seen),
            ApplicationState.Suspended => Stopping.Resume(seen),
            _ => Ending.Rest(seen),
        };
    }
}
