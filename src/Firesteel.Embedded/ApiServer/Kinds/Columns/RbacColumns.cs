using System.Collections.Immutable;
using System.Text.Json.Nodes;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.Cells;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.DefaultColumns;

namespace Firesteel.Embedded.ApiServer.Kinds.Columns;

/// <summary>Roles and their bindings.</summary>
internal static class RbacColumns
{
    public static ImmutableArray<Column> Binding { get; } =
    [
        Name,
        Text("Role", obj => $"{Cells.Text(obj, "roleRef", "kind")}/{Cells.Text(obj, "roleRef", "name")}"),
        Age,
        Text("Users", obj => Subjects(obj, "User"), 1),
        Text("Groups", obj => Subjects(obj, "Group"), 1),
        Text("ServiceAccounts", obj => Subjects(obj, "ServiceAccount"), 1),
    ];

    private static string Subjects(JsonObject obj, string kind) =>
        string.Join(", ", Items(obj, "subjects").Where(item => Cells.Text(item, "kind") == kind)
            .Select(item => kind == "ServiceAccount" ? $"{Cells.Text(item, "namespace")}/{Cells.Text(item, "name")}" : Cells.Text(item, "name")));
}
