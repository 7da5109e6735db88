using System.Collections.Immutable;
using System.Text.Json.Nodes;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.Cells;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.DefaultColumns;

namespace Firesteel.Embedded.ApiServer.Kinds.Columns;

/// <summary>Workloads and what scales or protects them.</summary>
internal static class WorkloadColumns
{
    private static readonly Column ContainerNames = Text("Containers", obj => Containers(At(obj, "spec", "template", "spec")).Names, 1);
    private static readonly Column Images = Text("Images", obj => Containers(At(obj, "spec", "template", "spec")).Images, 1);
    private static readonly Column LabelSelector = Text("Selector", obj => Selector(At(obj, "spec", "selector")), 1);

    public static ImmutableArray<Column> Deployment { get; } =
    [
        Name,
        Text("Ready", obj => $"{Number(obj, "status", "readyReplicas")}/{Number(obj, "spec", "replicas")}"),
        new("Up-to-date", "string", (obj, _) => Number(obj, "status", "updatedReplicas")),
        new("Available", "string", (obj, _) => Number(obj, "status", "availableReplicas")),
        Age, ContainerNames, Images, LabelSelector,
    ];

    public static ImmutableArray<Column> ReplicaSet { get; } = [.. Replicas(), Age, ContainerNames, Images, LabelSelector];

    public static ImmutableArray<Column> ReplicationController { get; } =
        [.. Replicas(), Age, ContainerNames, Images, Text("Selector", obj => Labels(At(obj, "spec", "selector")), 1)];

    public static ImmutableArray<Column> StatefulSet { get; } =
    [
        Name, Text("Ready", obj => $"{Number(obj, "status", "readyReplicas")}/{Number(obj, "spec", "replicas")}"), Age, ContainerNames, Images,
    ];

    public static ImmutableArray<Column> DaemonSet { get; } =
    [
        Name,
        Integer("Desired", obj => Number(obj, "status", "desiredNumberScheduled")),
        Integer("Current", obj => Number(obj, "status", "currentNumberScheduled")),
        Integer("Ready", obj => Number(obj, "status", "numberReady")),
        Integer("Up-to-date", obj => Number(obj, "status", "updatedNumberScheduled")),
        Integer("Available", obj => Number(obj, "status", "numberAvailable")),
        Text("Node Selector", obj => Labels(At(obj, "spec", "template", "spec", "nodeSelector"))),
        Age, ContainerNames, Images, LabelSelector,
    ];

    public static ImmutableArray<Column> ControllerRevision { get; } =
    [
        Name, Text("Controller", Controller), new("Revision", "string", (obj, _) => Number(obj, "revision")), Age,
    ];

    public static ImmutableArray<Column> HorizontalPodAutoscaler { get; } =
    [
        Name,
        Text("Reference", obj => $"{Cells.Text(obj, "spec", "scaleTargetRef", "kind")}/{Cells.Text(obj, "spec", "scaleTargetRef", "name")}"),
        Text("Targets", AutoscalerTargets.Of),
        Text("MinPods", obj => NumberOrNull(obj, "spec", "minReplicas")?.ToString() ?? Unset),
        new("MaxPods", "string", (obj, _) => Number(obj, "spec", "maxReplicas")),
        new("Replicas", "string", (obj, _) => Number(obj, "status", "currentReplicas")),
        Age,
    ];

    public static ImmutableArray<Column> PodDisruptionBudget { get; } =
    [
        Name,
        Text("Min Available", obj => OrNotAvailable(Cells.Text(obj, "spec", "minAvailable"))),
        Text("Max Unavailable", obj => OrNotAvailable(Cells.Text(obj, "spec", "maxUnavailable"))),
        new("Allowed Disruptions", "string", (obj, _) => Number(obj, "status", "disruptionsAllowed")),
        Age,
    ];

    private static string OrNotAvailable(string text) => text.Length == 0 ? "N/A" : text;

    private static Column[] Replicas() =>
    [
        Name,
        Integer("Desired", obj => Number(obj, "spec", "replicas")),
        Integer("Current", obj => Number(obj, "status", "replicas")),
        Integer("Ready", obj => Number(obj, "status", "readyReplicas")),
    ];

    private static string Controller(JsonObject obj)
    {
        var owner = Items(obj, "metadata", "ownerReferences").FirstOrDefault(item => True(item, "controller"));
        if (owner is null)
            return None;
        var kind = Cells.Text(owner, "kind").ToLowerInvariant();
        var group = Cells.Text(owner, "apiVersion") is var version && version.Contains('/', StringComparison.Ordinal) ? "." + version.Split('/')[0] : "";
        return $"{kind}{group}/{Cells.Text(owner, "name")}";
    }
}
