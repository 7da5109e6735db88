using System.Text.Json.Nodes;

namespace Firesteel.TestKit.Airflow;

/// <summary>An Airflow task that ran against a played operator: what it asked, what was played, how it ended.</summary>
public sealed class RecordedTask
{
    private RecordedTask(JsonObject json)
    {
        IsSensor = ((string?)json["dag"]?["class"] ?? "").EndsWith("Sensor", StringComparison.Ordinal);
        Lines = [.. Objects(json["playedByTest"]).Select(line => new PlayedLine(Seconds(line["at"]), (int)line["afterRequest"]!, (string)line["by"]!, (string)line["did"]!))];
        Requests = [.. Objects(json["conversation"]).SelectMany(RequestsOf)];
        ApplicationsLeft = [.. Objects(json["leftBehind"]).Where(left => left["application"] is not null)];
    }

    /// <summary>A sensor reads the application only, so its recordings leave pods out.</summary>
    public bool IsSensor { get; }

    /// <summary>In order.</summary>
    public IReadOnlyList<PlayedLine> Lines { get; }

    /// <summary>In order; what was repeated with the same answer stands here as often as it was sent.</summary>
    public IReadOnlyList<AirflowRequest> Requests { get; }

    /// <summary>Applications 1.5 s after the end: <c>application</c> and <c>status</c>.</summary>
    public IReadOnlyList<JsonObject> ApplicationsLeft { get; }

    public static RecordedTask Read(string file) => new((JsonObject)JsonNode.Parse(File.ReadAllText(file))!);

    private static IEnumerable<AirflowRequest> RequestsOf(JsonObject entry)
    {
        var times = (int?)entry["times"] ?? 1;
        var first = Seconds(entry["at"]);
        var last = entry["lastAt"] is { } until ? Seconds(until) : first;
        for (var one = 0; one < times; one++)
        {
            yield return new(
                (int)entry["n"]! + one,
                times == 1 ? first : first + ((last - first) * one / (times - 1)),
                (string)entry["method"]!, (string)entry["path"]!, QueryOf(entry["query"]), (string?)entry["contentType"], entry["body"] as JsonObject,
                (int)entry["code"]!, entry["answer"] as JsonObject ?? [], (bool?)entry["injected"] ?? false,
                [.. (entry["droppedBySchema"] as JsonArray ?? []).Select(path => (string)path!)]);
        }
    }

    private static string QueryOf(JsonNode? query) =>
        string.Join('&', (query as JsonObject ?? []).Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value!.ToString())}"));

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private static TimeSpan Seconds(JsonNode? value) => TimeSpan.FromSeconds((double)value!);
}
