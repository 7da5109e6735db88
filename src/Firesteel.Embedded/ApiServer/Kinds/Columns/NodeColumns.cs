using System.Collections.Immutable;
using System.Text.Json.Nodes;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.Cells;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.DefaultColumns;

namespace Firesteel.Embedded.ApiServer.Kinds.Columns;

/// <summary><c>kubectl get nodes</c>.</summary>
internal static class NodeColumns
{
    private const string RolePrefix = "node-role.kubernetes.io/";

    public static ImmutableArray<Column> All { get; } =
    [
        Name,
        Text("Status", Status),
        Text("Roles", Roles),
        Age,
        Text("Version", obj => Cells.Text(obj, "status", "nodeInfo", "kubeletVersion")),
        Text("Internal-IP", obj => Address(obj, "InternalIP"), 1),
        Text("External-IP", obj => Address(obj, "ExternalIP"), 1),
        Text("OS-Image", obj => Or(Cells.Text(obj, "status", "nodeInfo", "osImage")), 1),
        Text("Kernel-Version", obj => Or(Cells.Text(obj, "status", "nodeInfo", "kernelVersion")), 1),
        Text("Container-Runtime", obj => Or(Cells.Text(obj, "status", "nodeInfo", "containerRuntimeVersion")), 1),
    ];

    private static string Or(string text) => text.Length == 0 ? Unknown : text;

    private static string Status(JsonObject obj)
    {
        var ready = Items(obj, "status", "conditions").FirstOrDefault(item => Cells.Text(item, "type") == "Ready");
        var status = ready is null ? "Unknown" : Cells.Text(ready, "status") == "True" ? "Ready" : "NotReady";
        return True(obj, "spec", "unschedulable") ? status + ",SchedulingDisabled" : status;
    }

    private static string Roles(JsonObject obj)
    {
        var roles = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in At(obj, "metadata", "labels") as JsonObject ?? [])
        {
            if (key.StartsWith(RolePrefix, StringComparison.Ordinal) && key.Length > RolePrefix.Length)
                roles.Add(key[RolePrefix.Length..]);
            else if (key == "kubernetes.io/role" && Cells.Text(value).Length > 0)
                roles.Add(Cells.Text(value));
        }

        return OrNone(string.Join(',', roles));
    }

    private static string Address(JsonObject obj, string type) =>
        OrNone(Items(obj, "status", "addresses").Where(item => Cells.Text(item, "type") == type).Select(item => Cells.Text(item, "address")).FirstOrDefault() ?? "");
}
