using Firesteel.Kube.Problems;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle.Stages;

/// <summary>A specification that cannot be run is a submission that failed, and waits for its user; what already runs goes on.</summary>
internal static class Invalid
{
    private const string Prefix = "invalid: ";

    public static Decision Report(ObservedApplication seen)
    {
        var message = Prefix + string.Join(" | ", seen.Problems.Where(problem => problem.Severity == Severity.Error));
        var alreadyTold = seen.Status.ApplicationState?.ErrorMessage == message;
        ApplicationEvent[] events = alreadyTold ? [] : [Steps.Warn("SparkApplicationInvalid", message)];
        var status = seen.Driver is { } driver && DriverObservation.Of(driver).Phase is DriverPhase.Pending or DriverPhase.Running
            ? Following.Follow(seen).Status
            : seen.Status;
        if (status.State == ApplicationState.New && !AirflowTask.Made(seen.Application))
            return Refuse(seen, message);
        if (status.State == ApplicationState.SubmissionFailed && alreadyTold)
            events = [Steps.Warn("SparkApplicationFailed", $"SparkApplication {seen.Application.Name} failed: {message}")];
        if (status.State is not (ApplicationState.Submitted or ApplicationState.Running) || seen.Driver is null)
            status = status.To(ApplicationState.Failed, seen.Now, message);
        else
            status = status with { ApplicationState = status.ApplicationState! with { ErrorMessage = message } };
        // The digest stays that of the last valid specification, so that mending it starts a run.
        return status.Decide(null, [.. events]) with { WakeAt = status.State == ApplicationState.Failed ? null : seen.Now.AddMinutes(1) };
    }

    // Counted and told as a failed submission, for those who watch for that; trying again would bring the same.
    private static Decision Refuse(ObservedApplication seen, string message)
    {
        var status = seen.Status.To(ApplicationState.SubmissionFailed, seen.Now, message) with
        {
            SubmissionAttempts = (seen.Status.SubmissionAttempts ?? 0) + 1,
            LastSubmissionAttemptTime = Steps.WholeSeconds(seen.Now),
        };
        return status.Decide(seen.Now, Steps.Added(seen), Steps.Warn("SparkApplicationSubmissionFailed", $"failed to submit SparkApplication {seen.Application.Name}: {message}"));
    }

    public static bool IsReported(SparkApplicationStatus status) => status.ApplicationState?.ErrorMessage?.StartsWith(Prefix, StringComparison.Ordinal) == true;
}
