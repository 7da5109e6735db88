using System.Text.Json.Nodes;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>A recorded conversation or session.</summary>
/// <param name="Key"><c>file/name</c>: names are unique within their file only.</param>
internal sealed record Scenario(string Key, JsonObject Json)
{
    public IEnumerable<JsonObject> Steps => (Json["steps"] as JsonArray ?? []).OfType<JsonObject>();
}
