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
    public static Decision Intend(ObservedApplication seen)
    {
        var attempt = (seen.Status.SubmissionAttempts ?? 0) + 1;
        var id = SubmissionId(seen, attempt);
        var now = Steps.WholeSeconds(seen.Now);
        var status = seen.Status.To(ApplicationState.Submitted, seen.Now) with
        {
            SubmissionID = id,
            SubmissionAttempts = attempt,
            LastSubmissionAttemptTime = now,
            SpecHash = SpecificationDigest.Of(seen.Application.Object.Spec),
            DriverInfo = null,
            SparkApplicationId = null,
            TerminationTime = null,
            ExecutorState = seen.Status.ExecutorState.Clear(),
            Companions = [.. seen.Status.Companions.Union(RunPlan.Of(seen, id, now).References)],
        };
        return status.Decide(seen.Now);
    }

    public static Decision Submit(ObservedApplication seen)
    {
        var id = seen.Status.SubmissionID!;
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
        return status.Decide(seen.Now, Steps.Warn("SparkApplicationSubmissionFailed", $"failed to submit SparkApplication {seen.Application.Name}: {why}"));
    }

    private static string SubmissionId(ObservedApplication seen, int attempt) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{seen.Application.Object.Uid}/{attempt}/{seen.Application.Object.ResourceVersion}/{seen.Now.ToUnixTimeMilliseconds()}"))[..16]).ToString();
}
