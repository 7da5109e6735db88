using System.Text.Json.Nodes;

namespace Firesteel.TestKit.Airflow;

/// <summary>What Airflow makes of an answer; it sees nothing else of it.</summary>
public static class AirflowView
{
    private const string Container = "spark-kubernetes-driver";

    /// <summary>What the operator class makes of an application's state: everything it does not know counts as started.</summary>
    public static string Start(JsonNode? status) => (status as JsonObject)?["applicationState"] is not JsonObject state || state["state"] is not { } text
        ? "waiting"
        : (string?)text switch { "SUBMITTED" => "waiting", "FAILED" => "failed", _ => "started" };

    /// <summary>What the sensor makes of an application's state.</summary>
    public static string Sensed(JsonNode? status)
    {
        if (status is JsonObject there && there.TryGetPropertyValue("applicationState", out var state) && state is null)
            return "broken";
        return (string?)(status as JsonObject)?["applicationState"]?["state"] switch { "COMPLETED" => "success", "FAILED" or "UNKNOWN" => "failure", _ => "wait" };
    }

    /// <summary>Phase, what the first container waits for, what the driver's container does; of a pod as the API answers it.</summary>
    public static string Pod(JsonObject pod)
    {
        var containers = (pod["status"]?["containerStatuses"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        return View((string?)pod["status"]?["phase"], (string?)containers.FirstOrDefault()?["state"]?["waiting"]?["reason"],
            State(containers.FirstOrDefault(one => (string?)one["name"] == Container)?["state"] as JsonObject));
    }

    /// <summary>The same of a recording's summary of a pod.</summary>
    public static string RecordedPod(JsonObject answer)
    {
        var containers = answer["containers"] as JsonObject ?? [];
        var first = containers.Count > 0 ? (string)containers.First().Value! : "";
        return View((string?)answer["phase"], first.StartsWith("waiting ", StringComparison.Ordinal) ? first["waiting ".Length..] : null, (string?)containers[Container]);
    }

    private static string View(string? phase, string? waiting, string? driver) =>
        $"{phase}{(waiting is null ? "" : $", waits for {waiting}")}{(driver is null ? "" : $", driver {driver}")}";

    private static string? State(JsonObject? state) => state?.FirstOrDefault().Key switch
    {
        null => null,
        "waiting" => $"waiting {state["waiting"]!["reason"]}",
        "terminated" => $"terminated {state["terminated"]!["reason"]} exit {state["terminated"]!["exitCode"]}",
        var other => other,
    };
}
