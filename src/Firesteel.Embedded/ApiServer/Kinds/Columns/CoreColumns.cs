using System.Collections.Immutable;
using System.Text.Json.Nodes;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.Cells;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.DefaultColumns;

namespace Firesteel.Embedded.ApiServer.Kinds.Columns;

/// <summary>The smaller kinds of the core group, and leases.</summary>
internal static class CoreColumns
{
    public static ImmutableArray<Column> Namespace { get; } =
        [Name, Text("Status", obj => Cells.Text(obj, "status", "phase")), Age];

    public static ImmutableArray<Column> ConfigMap { get; } =
        [Name, new("Data", "string", (obj, _) => Count(obj, "data") + Count(obj, "binaryData")), Age];

    public static ImmutableArray<Column> Secret { get; } =
        [Name, Text("Type", obj => Cells.Text(obj, "type")), new("Data", "string", (obj, _) => Count(obj, "data")), Age];

    public static ImmutableArray<Column> ServiceAccount { get; } =
        [Name, new("Secrets", "string", (obj, _) => Count(obj, "secrets")), Age];

    public static ImmutableArray<Column> PodTemplate { get; } =
    [
        Name,
        Text("Containers", obj => Containers(At(obj, "template", "spec")).Names),
        Text("Images", obj => Containers(At(obj, "template", "spec")).Images),
        Text("Pod Labels", obj => Labels(At(obj, "template", "metadata", "labels"))),
    ];

    public static ImmutableArray<Column> ResourceQuota { get; } =
    [
        Name, Text("Request", obj => Usage(obj, limits: false)), Text("Limit", obj => Usage(obj, limits: true)), Age,
    ];

    public static ImmutableArray<Column> Lease { get; } = [Name, Text("Holder", obj => Cells.Text(obj, "spec", "holderIdentity")), Age];

    private static string Usage(JsonObject obj, bool limits)
    {
        var hard = At(obj, "status", "hard") as JsonObject ?? [];
        return string.Join(", ", hard.Where(pair => pair.Key.StartsWith("limits.", StringComparison.Ordinal) == limits)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}: {(Cells.Text(obj, "status", "used", pair.Key) is { Length: > 0 } used ? used : "0")}/{Cells.Text(pair.Value)}"));
    }
}
