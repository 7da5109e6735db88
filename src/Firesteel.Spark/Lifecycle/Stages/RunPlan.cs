using System.Collections.Immutable;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle.Companions;
using Firesteel.Spark.Submission;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle.Stages;

/// <summary>What one run consists of: the submission, and what stands beside its driver.</summary>
/// <param name="Groups">What a batch scheduler has to know before there are pods.</param>
/// <param name="Companions">Made once there is a driver; empty when the submission is not possible.</param>
internal sealed record RunPlan(
    SparkApplication Application, SubmissionResult Submission, CompanionPlan? Details,
    ImmutableArray<(ResourceType Type, KubeObject Object)> Groups, ImmutableArray<(ResourceType Type, KubeObject Object)> Companions)
{
    /// <summary>As the status names them.</summary>
    public ImmutableArray<string> References => [.. Groups.Concat(Companions).Select(item => CompanionKinds.Reference(item.Type, item.Object.Name))];

    public static RunPlan Of(ObservedApplication seen, string submissionId, DateTimeOffset at)
    {
        var settings = seen.Settings;
        var application = Scheduled(seen.Application, settings);
        var target = new SubmissionTarget(submissionId, at, settings.Master)
        {
            UiUrlFormat = settings.UiService ? settings.Ingress.UrlFormat : null,
            Coschedulers = settings.Coschedulers,
        };
        var submission = ApplicationSubmission.Build(application, target);
        if (!submission.IsPossible)
            return new(application, submission, null, [], []);
        var details = new CompanionPlan(application, settings, submissionId, ApplicationSubmission.Identity(application, target).ApplicationId, submission.Driver.Name);
        return new(application, submission, details,
            ApplicationSubmission.PodGroup(application, target) is { } group ? [group] : [], [.. CompanionKinds.Of(details)]);
    }

    public DriverInfo? Describe()
    {
        if (Details is null)
            return null;
        var driver = new DriverInfo { PodName = Details.DriverPod };
        if (!Details.Settings.UiService)
            return driver;
        var (service, port) = (UiService.Name(Application), UiService.Port(Application));
        return driver with
        {
            WebUIServiceName = service,
            WebUIPort = port,
            WebUIAddress = $"{service}.{Application.Namespace}.svc:{port}",
            WebUIIngressName = Details.UiUrl is null ? null : UiIngress.Name(Application),
            WebUIIngressAddress = Details.UiUrl?.ToString(),
        };
    }

    // An application that names a scheduler of its own for its pods is left alone.
    private static SparkApplication Scheduled(SparkApplication application, LifecycleSettings settings) =>
        settings.DefaultBatchScheduler is { } scheduler && application.Spec is { BatchScheduler: null, Driver.SchedulerName: null, Executor.SchedulerName: null }
            ? application with { Spec = application.Spec with { BatchScheduler = scheduler } }
            : application;
}
