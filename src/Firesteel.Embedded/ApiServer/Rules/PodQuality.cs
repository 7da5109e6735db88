using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>A pod's quality of service class, from the requests and limits of its containers.</summary>
internal static class PodQuality
{
    private static readonly string[] Counted = ["cpu", "memory"];

    public static string Of(JsonObject spec)
    {
        var containers = ((string[])["initContainers", "containers"]).SelectMany(list => (spec[list] as JsonArray ?? []).OfType<JsonObject>()).ToList();
        var any = false;
        var guaranteed = containers.Count > 0;
        foreach (var container in containers)
        {
            var requests = container["resources"]?["requests"] as JsonObject ?? [];
            var limits = container["resources"]?["limits"] as JsonObject ?? [];
            any |= Counted.Any(name => requests.ContainsKey(name) || limits.ContainsKey(name));
            guaranteed &= Counted.All(name => limits[name] is { } limit && JsonNode.DeepEquals(limit, requests[name] ?? limit));
        }

        return guaranteed ? "Guaranteed" : any ? "Burstable" : "BestEffort";
    }
}
