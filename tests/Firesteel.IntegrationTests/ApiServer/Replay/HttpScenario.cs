using System.Text.Json.Nodes;
using Firesteel.TestKit.Repository;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>A recorded conversation with a real API server.</summary>
internal sealed record HttpScenario(string Name, JsonObject Json)
{
    private static readonly string[] Areas = ["crud", "patch", "list", "watch", "validation", "crd", "discovery"];

    public IEnumerable<JsonObject> Steps => Json["steps"]!.AsArray().OfType<JsonObject>();

    /// <summary>In the order in which they were recorded.</summary>
    public static IReadOnlyList<HttpScenario> All { get; } = [.. Files().SelectMany(Read)];

    /// <summary>Definitions that every scenario may use.</summary>
    public static IReadOnlyList<JsonObject> Fixtures { get; } =
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Cases, "kubernetes-api", "http-fixtures.json")))!.AsArray().OfType<JsonObject>()];

    private static IEnumerable<string> Files() => Directory.GetFiles(Path.Combine(Checkout.Cases, "kubernetes-api", "http"), "*.json")
        .OrderBy(file => Array.IndexOf(Areas, Path.GetFileNameWithoutExtension(file)) is >= 0 and var known ? known : Areas.Length);

    private static IEnumerable<HttpScenario> Read(string file) =>
        JsonNode.Parse(File.ReadAllText(file))!.AsArray().OfType<JsonObject>().Select(scenario => new HttpScenario(scenario["name"]!.ToString(), scenario));
}
