using System.Collections.Immutable;
using System.Text.Json.Nodes;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.Cells;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.DefaultColumns;

namespace Firesteel.Embedded.ApiServer.Kinds.Columns;

/// <summary><c>kubectl get pods</c>.</summary>
internal static class PodColumns
{
    public static ImmutableArray<Column> All { get; } =
    [
        Name,
        Text("Ready", obj => PodSummary.Of(obj).Ready),
        Text("Status", obj => PodSummary.Of(obj).Reason),
        Timed("Restarts", (obj, now) => PodSummary.Of(obj).RestartsAt(now)),
        Age,
        Text("IP", Address, 1),
        Text("Node", obj => OrNone(Cells.Text(obj, "spec", "nodeName")), 1),
        Text("Nominated Node", obj => OrNone(Cells.Text(obj, "status", "nominatedNodeName")), 1),
        Text("Readiness Gates", Gates, 1),
    ];

    private static string Address(JsonObject obj)
    {
        var first = Items(obj, "status", "podIPs").Select(item => Cells.Text(item, "ip")).FirstOrDefault();
        return OrNone(first ?? Cells.Text(obj, "status", "podIP"));
    }

    private static string Gates(JsonObject obj)
    {
        var gates = Items(obj, "spec", "readinessGates").Select(item => Cells.Text(item, "conditionType")).ToList();
        if (gates.Count == 0)
            return None;
        var conditions = Items(obj, "status", "conditions").ToList();
        var open = gates.Count(gate => conditions.Any(item => Cells.Text(item, "type") == gate && Cells.Text(item, "status") == "True"));
        return $"{open}/{gates.Count}";
    }
}
