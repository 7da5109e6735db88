using System.Collections.Immutable;
using System.Text.Json.Nodes;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.Cells;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.DefaultColumns;

namespace Firesteel.Embedded.ApiServer.Kinds.Columns;

/// <summary>Jobs and cron jobs.</summary>
internal static class BatchColumns
{
    public static ImmutableArray<Column> Job { get; } =
    [
        Name, Text("Status", Status), Text("Completions", Completions), Timed("Duration", Duration), Age,
        Text("Containers", obj => Containers(At(obj, "spec", "template", "spec")).Names, 1),
        Text("Images", obj => Containers(At(obj, "spec", "template", "spec")).Images, 1),
        Text("Selector", obj => Selector(At(obj, "spec", "selector")), 1),
    ];

    public static ImmutableArray<Column> CronJob { get; } =
    [
        Name,
        Text("Schedule", obj => Cells.Text(obj, "spec", "schedule")),
        Text("Timezone", obj => OrNone(Cells.Text(obj, "spec", "timeZone"))),
        Text("Suspend", obj => True(obj, "spec", "suspend") ? "True" : "False"),
        new("Active", "integer", (obj, _) => Count(obj, "status", "active")),
        Timed("Last Schedule", (obj, now) => Cells.Text(obj, "status", "lastScheduleTime") is { Length: > 0 } last ? Since(last, now) : None),
        Age,
        Text("Containers", obj => Containers(At(obj, "spec", "jobTemplate", "spec", "template", "spec")).Names, 1),
        Text("Images", obj => Containers(At(obj, "spec", "jobTemplate", "spec", "template", "spec")).Images, 1),
        Text("Selector", obj => Selector(At(obj, "spec", "jobTemplate", "spec", "selector")), 1),
    ];

    private static string Status(JsonObject obj)
    {
        bool Is(string type) => Items(obj, "status", "conditions").Any(item => Cells.Text(item, "type") == type && Cells.Text(item, "status") == "True");
        return Is("Complete") ? "Complete"
            : Is("Failed") ? "Failed"
            : Cells.Text(obj, "metadata", "deletionTimestamp").Length > 0 ? "Terminating"
            : Is("Suspended") ? "Suspended"
            : Is("FailureTarget") ? "FailureTarget"
            : Is("SuccessCriteriaMet") ? "SuccessCriteriaMet"
            : "Running";
    }

    private static string Completions(JsonObject obj)
    {
        var succeeded = Number(obj, "status", "succeeded");
        if (NumberOrNull(obj, "spec", "completions") is { } completions)
            return $"{succeeded}/{completions}";
        var parallelism = Number(obj, "spec", "parallelism");
        return parallelism > 1 ? $"{succeeded}/1 of {parallelism}" : $"{succeeded}/1";
    }

    private static string Duration(JsonObject obj, DateTimeOffset now)
    {
        if (!DateTimeOffset.TryParse(Cells.Text(obj, "status", "startTime"), out var start))
            return "";
        var failed = Items(obj, "status", "conditions").FirstOrDefault(item => Cells.Text(item, "type") == "Failed" && Cells.Text(item, "status") == "True");
        var end = Cells.Text(obj, "status", "completionTime") is { Length: > 0 } done ? done : Cells.Text(failed, "lastTransitionTime");
        return HumanDuration.Of((DateTimeOffset.TryParse(end, out var at) ? at : now) - start);
    }
}
