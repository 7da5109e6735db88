using System.Collections.Immutable;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api.Status;

namespace Firesteel.Spark.Lifecycle.Stages;

/// <summary>A submitted application follows its driver pod.</summary>
internal static class Following
{
    public static Decision Follow(ObservedApplication seen)
    {
        if (seen.Driver is not { } pod)
            return Missing(seen);
        var driver = DriverObservation.Of(pod);
        return driver.Phase switch
        {
            DriverPhase.Succeeded => Succeeded(seen, driver),
            DriverPhase.Failed => Failed(seen, $"driver {driver.Failure}", driver),
            DriverPhase.Running => Running(seen, pod),
            DriverPhase.Unknown => Unknown(seen, driver),
            _ => Pending(seen, driver),
        };
    }

    private static Decision Missing(ObservedApplication seen)
    {
        var until = (seen.Status.LastSubmissionAttemptTime ?? seen.Since) + seen.Settings.DriverGrace;
        if (seen.Status.State == ApplicationState.Submitted && seen.Now < until)
            return seen.Status.Decide(until);
        var name = seen.Status.DriverInfo?.PodName ?? "";
        return Failed(seen, $"driver pod {name} not found: it was deleted", null) with
        {
            Events = [Steps.Warn("SparkDriverNotFound", $"driver pod {name} not found")],
        };
    }

    private static Decision Pending(ObservedApplication seen, DriverObservation driver)
    {
        var deadline = seen.Since + (driver.CannotStart || driver.IsHopeless ? seen.Settings.DriverStartDeadline : seen.Settings.SchedulingDeadline);
        var why = driver.Reason is null ? null : $"driver cannot start: {driver.Reason}{DriverObservation.Tail(driver.Message)}";
        if (driver.IsHopeless || seen.Now >= deadline)
            return Failed(seen, why ?? $"driver did not start before {deadline:u}", driver);
        // A kubelet says ImagePullBackOff between two tries; what the try said is of more use.
        if (driver.Reason == "ImagePullBackOff" && seen.Status.ApplicationState?.ErrorMessage is { } told && told.Contains("ErrImagePull", StringComparison.Ordinal))
            why = told;
        var status = seen.Status.To(ApplicationState.Submitted, seen.Now, why);
        status = status with { DriverInfo = Info(seen) with { Reason = driver.Reason } };
        return why is not null && why != seen.Status.ApplicationState?.ErrorMessage
            ? status.Decide(deadline, Steps.Warn("SparkDriverPending", why))
            : status.Decide(deadline);
    }

    private static Decision Running(ObservedApplication seen, KubeObject pod)
    {
        var status = seen.Status.To(ApplicationState.Running, seen.Now) with
        {
            ExecutorState = ExecutorStates.Observe(seen, ApplicationState.Running),
            DriverInfo = Info(seen) with { Reason = null },
        };
        // A watch tells of every change; the wake-up is only for one that got lost.
        return seen.Status.State == ApplicationState.Running
            ? status.Decide(seen.Now.AddMinutes(5), ExecutorEvents(seen, status))
            : status.Decide(seen.Now.AddMinutes(5), [Steps.Note("SparkDriverRunning", $"driver {pod.Name} is running"), .. ExecutorEvents(seen, status)]);
    }

    private static Decision Unknown(ObservedApplication seen, DriverObservation driver)
    {
        var status = seen.Status.To(ApplicationState.Unknown, seen.Now, $"driver's node is out of reach{DriverObservation.Tail(driver.Message)}");
        var deadline = (status.ApplicationState!.Since ?? seen.Now) + seen.Settings.UnknownDeadline;
        return seen.Now >= deadline
            ? Failed(seen, status.ApplicationState.ErrorMessage!, driver)
            : status.Decide(deadline, seen.Status.State == ApplicationState.Unknown ? [] : [Steps.Warn("SparkDriverUnknown", status.ApplicationState.ErrorMessage!)]);
    }

    private static Decision Succeeded(ObservedApplication seen, DriverObservation driver)
    {
        var status = seen.Status.To(ApplicationState.Succeeding, seen.Now) with
        {
            TerminationTime = Steps.WholeSeconds(driver.FinishedAt ?? seen.Now),
            ExecutorState = ExecutorStates.Observe(seen, ApplicationState.Succeeding),
            DriverInfo = Info(seen) with { ExitCode = driver.ExitCode, Reason = null },
        };
        return status.Decide(seen.Now, [.. ExecutorEvents(seen, status), Steps.Note("SparkDriverCompleted", $"driver {status.DriverInfo?.PodName} completed")]);
    }

    private static Decision Failed(ObservedApplication seen, string why, DriverObservation? driver)
    {
        var status = seen.Status.To(ApplicationState.Failing, seen.Now, why) with
        {
            TerminationTime = Steps.WholeSeconds(driver?.FinishedAt ?? seen.Now),
            ExecutorState = ExecutorStates.Observe(seen, ApplicationState.Failing),
            DriverInfo = Info(seen) with { ExitCode = driver?.ExitCode, Reason = driver?.Reason },
        };
        return status.Decide(seen.Now, [.. ExecutorEvents(seen, status), Steps.Warn("SparkDriverFailed", why)]);
    }

    private static DriverInfo Info(ObservedApplication seen) => seen.Status.DriverInfo ?? new();

    private static ImmutableArray<ApplicationEvent> ExecutorEvents(ObservedApplication seen, SparkApplicationStatus status) =>
        [.. ExecutorStates.Events(seen, status).Select(happened => happened.Event)];
}
