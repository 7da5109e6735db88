using System.Security.Cryptography;
using System.Text;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle.Changes;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle.Stages;

/// <summary>
/// Two passes: the first writes down the intent (submission id, attempt), the second creates the driver that carries it. Whatever happens in
/// between, the second pass can be repeated: it creates the same objects, or finds the driver and adopts it.
/// </summary>
internal static class Submitting
{
    public static Decision Intend(ObservedApplication seen)
    {
        var attempt = (seen.Status.SubmissionAttempts ?? 0) + 1;
        var status = seen.Status.To(ApplicationState.Submitted, seen.Now) with
        {
            SubmissionID = SubmissionId(seen, attempt),
            SubmissionAttempts = attempt,
            LastSubmissionAttemptTime = Steps.WholeSeconds(seen.Now),
            SpecHash = SpecificationDigest.Of(seen.Application.Object.Spec),
            DriverInfo = null,
            SparkApplicationId = null,
            TerminationTime = null,
            ExecutorState = seen.Status.ExecutorState.Clear(),
        };
        return status.Decide(seen.Now);
    }

    public static Decision Submit(ObservedApplication seen)
    {
        var id = seen.Status.SubmissionID!;
        if (seen.Drivers.Any(pod => pod.Label(OperatorLabels.SubmissionId) != id))
            return Stopping.RemoveDrivers(seen, seen.Status, keep: id);

        var target = new SubmissionTarget(id, seen.Status.LastSubmissionAttemptTime ?? seen.Since, seen.Settings.Master);
        var submission = ApplicationSubmission.Build(seen.Application, target);
        if (!submission.IsPossible)
            return Refused(seen, string.Join(" | ", submission.Problems.Where(problem => problem.Severity == Severity.Error)));

        var status = seen.Status with
        {
            DriverInfo = UiService.Describe(seen, new DriverInfo { PodName = submission.Driver.Name }),
            SparkApplicationId = submission.Driver.Label(OperatorLabels.ApplicationSelector),
            ExecutionAttempts = (seen.Status.ExecutionAttempts ?? 0) + 1,
        };
        var events = submission.Problems.Select(problem => Steps.Warn("SparkApplicationIgnoredField", problem.ToString()))
            .Append(Steps.Note("SparkApplicationSubmitted", $"SparkApplication {seen.Application.Name} was submitted successfully"));
        return status.Decide(seen.Now + seen.Settings.DriverGrace, [.. events])
            .Also([.. ApplicationSubmission.Prerequisites(seen.Application).Select(Change (item) => new ApplyObject(ResourceTypes.ConfigMaps, item))])
            .Also(new SubmitDriver(submission, id)).Also([.. UiService.Changes(seen)]);
    }

    public static Decision Refused(ObservedApplication seen, string why)
    {
        var status = seen.Status.To(ApplicationState.SubmissionFailed, seen.Now, $"failed to submit: {why}");
        return status.Decide(seen.Now, Steps.Warn("SparkApplicationSubmissionFailed", $"failed to submit SparkApplication {seen.Application.Name}: {why}"));
    }

    private static string SubmissionId(ObservedApplication seen, int attempt) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{seen.Application.Object.Uid}/{attempt}/{seen.Application.Object.ResourceVersion}/{seen.Now.ToUnixTimeMilliseconds()}"))[..16]).ToString();
}
