using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Status;

namespace Firesteel.Spark.Schedule;

/// <summary>An application that a schedule started.</summary>
public static class ScheduledRun
{
    /// <summary>Names the schedule on each of its applications.</summary>
    public const string ScheduleLabel = "sparkoperator.k8s.io/scheduled-app-name";

    /// <summary>The application of a run: the template, the schedule's own labels, owned by the schedule.</summary>
    public static KubeObject Application(KubeObject schedule, string name)
    {
        var run = KubeObject.Of(ResourceTypes.SparkApplications, schedule.Namespace, name);
        var labels = (JsonObject?)schedule.Metadata?["labels"]?.DeepClone() ?? [];
        labels[ScheduleLabel] = schedule.Name;
        run.Metadata!["labels"] = labels;
        var owner = schedule.ToOwnerReference();
        // As kubeflow's: the schedule is no controller of it, a run lives by itself.
        owner.Remove("controller");
        run.Metadata["ownerReferences"] = new JsonArray(owner);
        run.Json["spec"] = schedule.Spec?["template"]?.DeepClone() ?? new JsonObject();
        return run;
    }

    internal static ApplicationState State(KubeObject run) => SparkApplication.ReadStatus(run).State;

    /// <summary>Neither it nor, while it is being deleted, what it owns is alive any more.</summary>
    internal static bool IsOver(KubeObject run) => !run.IsBeingDeleted && State(run) is (ApplicationState.Completed or ApplicationState.Failed);

    internal static string CreatedAt(KubeObject run) => (string?)run.Metadata?["creationTimestamp"] ?? "";
}
