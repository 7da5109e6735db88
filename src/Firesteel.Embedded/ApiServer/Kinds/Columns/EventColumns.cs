using System.Collections.Immutable;
using System.Text.Json.Nodes;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.Cells;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.DefaultColumns;

namespace Firesteel.Embedded.ApiServer.Kinds.Columns;

/// <summary><c>kubectl get events</c>, for both event groups.</summary>
internal static class EventColumns
{
    public static ImmutableArray<Column> All { get; } =
    [
        Timed("Last Seen", LastSeen),
        Text("Type", obj => Cells.Text(obj, "type")),
        Text("Reason", obj => Cells.Text(obj, "reason")),
        Text("Object", obj => About(obj)),
        Text("Subobject", obj => Cells.Text(Regarding(obj), "fieldPath"), 1),
        Text("Source", Source, 1),
        Text("Message", obj => Message(obj)),
        Timed("First Seen", FirstSeen, 1),
        new("Count", "string", (obj, _) => Occurrences(obj)) { Priority = 1 },
        Text("Name", obj => Cells.Text(obj, "metadata", "name"), 1) with { Format = "name" },
    ];

    private static string Message(JsonObject obj) => (Cells.Text(obj, "message") is { Length: > 0 } message ? message : Cells.Text(obj, "note")).Trim();

    private static JsonNode? Regarding(JsonObject obj) => At(obj, "involvedObject") ?? At(obj, "regarding");

    private static string About(JsonObject obj)
    {
        var about = Regarding(obj);
        var kind = Cells.Text(about, "kind").ToLowerInvariant();
        var name = Cells.Text(about, "name");
        return name.Length > 0 ? $"{kind}/{name}" : kind;
    }

    private static string Source(JsonObject obj)
    {
        var component = Cells.Text(obj, "source", "component");
        var host = Cells.Text(obj, "source", "host");
        if (component.Length == 0)
            component = Cells.Text(obj, "deprecatedSource", "component");
        if (component.Length == 0)
        {
            component = Cells.Text(obj, "reportingComponent") is { Length: > 0 } core ? core : Cells.Text(obj, "reportingController");
            host = Cells.Text(obj, "reportingInstance");
        }

        return host.Length == 0 ? component : $"{component}, {host}";
    }

    private static string First(JsonObject obj) =>
        Cells.Text(obj, "firstTimestamp") is { Length: > 0 } core ? core : Cells.Text(obj, "deprecatedFirstTimestamp") is { Length: > 0 } old ? old : Cells.Text(obj, "eventTime");

    private static string FirstSeen(JsonObject obj, DateTimeOffset now) => Since(First(obj), now);

    private static string LastSeen(JsonObject obj, DateTimeOffset now)
    {
        if (Cells.Text(obj, "series", "lastObservedTime") is { Length: > 0 } series)
            return Since(series, now);
        var last = Cells.Text(obj, "lastTimestamp") is { Length: > 0 } core ? core : Cells.Text(obj, "deprecatedLastTimestamp");
        return last.Length > 0 ? Since(last, now) : FirstSeen(obj, now);
    }

    private static long Occurrences(JsonObject obj) =>
        At(obj, "series") is not null ? Number(obj, "series", "count")
        : NumberOrNull(obj, "count") ?? NumberOrNull(obj, "deprecatedCount") ?? 1;
}
