using System.Security.Cryptography;
using System.Text;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle.Changes;
using Firesteel.Spark.Lifecycle.Companions;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle.Stages;

/// <summary>
/// Two passes: the first writes down the intent (submission id, attempt, companions), the second creates the driver that carries it. Whatever
/// happens in between, the second pass can be repeated: it creates the same objects, or finds the driver and adopts it; and what it made is known
/// to whoever has to remove it, even if the second pass is never written down.
/// </summary>
internal static class Submitting
{
    public static Decision Intend(ObservedApplication seen) => Intend(seen, seen.Now);

    /// <param name="due">Not before this.</param>
    private static Decision Intend(ObservedApplication seen, DateTimeOffset due)
    {
        var attempt = (seen.Status.SubmissionAttempts ?? 0) + 1;
        var id = SubmissionId(seen, attempt);
        var at = Steps.WholeSeconds(due);
        var status = seen.Status.To(ApplicationState.Submitted, seen.Now) with
        {
            SubmissionID = id,
            SubmissionAttempts = attempt,
            LastSubmissionAttemptTime = at,
            SpecHash = SpecificationDigest.Of(seen.Application.Object.Spec),
            DriverInfo = null,
            SparkApplicationId = null,
            TerminationTime = null,
            ExecutorState = seen.Status.ExecutorState.Clear(),
            Companions = [.. seen.Status.Companions.Union(RunPlan.Of(seen, id, at).References)],
        };
        return seen.Status.State == ApplicationState.New
            ? status.Decide(at, Steps.Added(seen))
            : status.Decide(at);
    }

    public static Decision Submit(ObservedApplication seen)
    {
        var id = seen.Status.SubmissionID!;
        if (seen.Status.LastSubmissionAttemptTime is { } due && seen.Now < due)
            return seen.Status.Decide(due);
        if (seen.Drivers.Any(pod => pod.Label(OperatorLabels.SubmissionId) != id))
            return Stopping.RemoveDrivers(seen, seen.Status, keep: id);

        var plan = RunPlan.Of(seen, id, seen.Status.LastSubmissionAttemptTime ?? seen.Since);
        var submission = plan.Submission;
        if (!submission.IsPossible)
            return Refused(seen, string.Join(" | ", submission.Problems.Where(problem => problem.Severity == Severity.Error)));

        var status = seen.Status with
        {
            DriverInfo = plan.Describe(),
            SparkApplicationId = submission.Driver.Label(OperatorLabels.ApplicationSelector),
            ExecutionAttempts = (seen.Status.ExecutionAttempts ?? 0) + 1,
            Companions = plan.References,
        };
        var events = submission.Problems.Select(problem => Steps.Warn("SparkApplicationIgnoredField", problem.ToString()))
            .Append(Steps.Note("SparkApplicationSubmitted", $"SparkApplication {seen.Application.Name} was submitted successfully"));
        return status.Decide(seen.Now + seen.Settings.DriverGrace, [.. events])
            .Also(CompanionKinds.Remove(seen, plan.References))
            .Also([.. ApplicationSubmission.Prerequisites(plan.Application).Select(Change (item) => new ApplyObject(ResourceTypes.ConfigMaps, item))])
            .Also([.. plan.Groups.Select(Change (item) => new ApplyObject(item.Type, item.Object))])
            .Also(new SubmitDriver(submission, id))
            .Also([.. plan.Companions.Select(Change (item) => new ApplyObject(item.Type, item.Object, IsNeeded: false))]);
    }

    public static Decision Refused(ObservedApplication seen, string why)
    {
        var status = seen.Status.To(ApplicationState.SubmissionFailed, seen.Now, $"failed to submit: {why}");
        var decision = status.Decide(seen.Now, Steps.Warn("SparkApplicationSubmissionFailed", $"failed to submit SparkApplication {seen.Application.Name}: {why}"));
        return AirflowTask.Made(seen.Application) ? Silently(seen, decision) : decision;
    }

    /// <summary>A task of Airflow's takes SUBMISSION_FAILED for a start: the application stays SUBMITTED up to its last attempt, and is then FAILED at once.</summary>
    private static Decision Silently(ObservedApplication seen, Decision refused)
    {
        var failed = seen with { Application = seen.Application with { Status = refused.Status } };
        var next = Ending.AfterRefusal(failed);
        if (next.Status.State == ApplicationState.SubmissionFailed)
            next = Intend(failed, next.WakeAt!.Value);
        if (next.Status.State == ApplicationState.Submitted)
            next = next with { Status = next.Status with { ApplicationState = next.Status.ApplicationState! with { ErrorMessage = refused.Status.ApplicationState!.ErrorMessage } } };
        return next with { Events = refused.Events.AddRange(next.Events) };
    }

    private static string SubmissionId(ObservedApplication seen, int attempt) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{seen.Application.Object.Uid}/{attempt}/{seen.Application.Object.ResourceVersion}/{seen.Now.ToUnixTimeMilliseconds()}"))[..16]).ToString();
}
