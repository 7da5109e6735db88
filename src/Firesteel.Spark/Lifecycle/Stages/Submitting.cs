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

        var settings = seen.Settings;
        var application = Scheduled(seen.Application, settings);
        var target = new SubmissionTarget(id, seen.Status.LastSubmissionAttemptTime ?? seen.Since, settings.Master)
        {
            UiUrlFormat = settings.UiService ? settings.Ingress.UrlFormat : null,
            Coschedulers = settings.Coschedulers,
        };
        var submission = ApplicationSubmission.Build(application, target);
        if (!submission.IsPossible)
            return Refused(seen, string.Join(" | ", submission.Problems.Where(problem => problem.Severity == Severity.Error)));

        var plan = new CompanionPlan(application, settings, id, ApplicationSubmission.Identity(application, target).ApplicationId, submission.Driver.Name);
        var companions = CompanionKinds.Of(plan).ToArray();
        (ResourceType Type, KubeObject Object)[] groups = ApplicationSubmission.PodGroup(application, target) is { } group ? [group] : [];
        string[] names = [.. groups.Concat(companions).Select(item => CompanionKinds.Reference(item.Type, item.Object.Name))];
        var status = seen.Status with
        {
            DriverInfo = Describe(plan),
            SparkApplicationId = submission.Driver.Label(OperatorLabels.ApplicationSelector),
            ExecutionAttempts = (seen.Status.ExecutionAttempts ?? 0) + 1,
            Companions = [.. names],
        };
        var events = submission.Problems.Select(problem => Steps.Warn("SparkApplicationIgnoredField", problem.ToString()))
            .Append(Steps.Note("SparkApplicationSubmitted", $"SparkApplication {seen.Application.Name} was submitted successfully"));
        return status.Decide(seen.Now + settings.DriverGrace, [.. events])
            .Also(CompanionKinds.Remove(seen, names))
            .Also([.. ApplicationSubmission.Prerequisites(application).Select(Change (item) => new ApplyObject(ResourceTypes.ConfigMaps, item))])
            .Also([.. groups.Select(Change (item) => new ApplyObject(item.Type, item.Object))])
            .Also(new SubmitDriver(submission, id))
            .Also([.. companions.Select(Change (item) => new ApplyObject(item.Type, item.Object, IsNeeded: false))]);
    }

    // An application that names a scheduler of its own for its pods is left alone.
    private static SparkApplication Scheduled(SparkApplication application, LifecycleSettings settings) =>
        settings.DefaultBatchScheduler is { } scheduler && application.Spec is { BatchScheduler: null, Driver.SchedulerName: null, Executor.SchedulerName: null }
            ? application with { Spec = application.Spec with { BatchScheduler = scheduler } }
            : application;

    private static DriverInfo Describe(CompanionPlan plan)
    {
        var driver = new DriverInfo { PodName = plan.DriverPod };
        if (!plan.Settings.UiService)
            return driver;
        var (service, port) = (UiService.Name(plan.Application), UiService.Port(plan.Application));
        return driver with
        {
            WebUIServiceName = service,
            WebUIPort = port,
            WebUIAddress = $"{service}.{plan.Application.Namespace}.svc:{port}",
            WebUIIngressName = plan.UiUrl is null ? null : UiIngress.Name(plan.Application),
            WebUIIngressAddress = plan.UiUrl?.ToString(),
        };
    }

    public static Decision Refused(ObservedApplication seen, string why)
    {
        var status = seen.Status.To(ApplicationState.SubmissionFailed, seen.Now, $"failed to submit: {why}");
        return status.Decide(seen.Now, Steps.Warn("SparkApplicationSubmissionFailed", $"failed to submit SparkApplication {seen.Application.Name}: {why}"));
    }

    private static string SubmissionId(ObservedApplication seen, int attempt) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{seen.Application.Object.Uid}/{attempt}/{seen.Application.Object.ResourceVersion}/{seen.Now.ToUnixTimeMilliseconds()}"))[..16]).ToString();
}
