using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Firesteel.Tests.History.Rest;

/// <summary>Numbers that depend on the moment of the request, and what Spark 3.5 permutes. See the README of the recordings.</summary>
internal static partial class MomentDependent
{
    public static bool Ignores(string version, string path, JsonNode root)
    {
        var owner = path.Contains('/', StringComparison.Ordinal) ? At(root, path[..path.LastIndexOf('/')]) : null;
        return path[(path.LastIndexOf('/') + 1)..] switch
        {
            "lastUpdated" or "lastUpdatedEpoch" => owner?["completed"]?.GetValue<bool>() == false,
            "duration" => owner?["status"]?.ToString() is "RUNNING" or "GET RESULT",
            "schedulerDelay" or "gettingResultTime" => owner?["status"]?.ToString() is "RUNNING" or "GET RESULT",
            "totalDuration" => owner?["id"]?.ToString() == "driver",
            "shuffleReadMetrics" or "outputMetrics" => version.StartsWith("3.5", StringComparison.Ordinal) && owner is JsonObject && Task(root, path)?["status"]?.ToString() != "SUCCESS",
            _ => false,
        };
    }

    private static JsonNode? Task(JsonNode root, string path) =>
        path.IndexOf("/taskMetrics", StringComparison.Ordinal) is var at and >= 0 ? At(root, path[..at]) : null;

    private static JsonNode? At(JsonNode? node, string path)
    {
        foreach (Match part in Part().Matches(path))
        {
            node = part.Groups[2].Success ? (node as JsonArray)?[int.Parse(part.Groups[2].ValueSpan)] : (node as JsonObject)?[part.Groups[1].Value];
            if (node is null)
                return null;
        }

        return node;
    }

    [GeneratedRegex(@"/([^/\[]+)|\[(\d+)\]")]
    private static partial Regex Part();
}
