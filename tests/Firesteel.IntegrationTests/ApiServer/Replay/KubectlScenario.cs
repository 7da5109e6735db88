using System.Text.Json.Nodes;
using Firesteel.TestKit.Repository;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>A recorded session with the real kubectl.</summary>
internal sealed record KubectlScenario(string Name, JsonObject Json)
{
    public IEnumerable<JsonObject> Steps => Json["steps"]!.AsArray().OfType<JsonObject>();

    /// <summary>Definitions that every scenario may use.</summary>
    public static IReadOnlyList<JsonObject> Fixtures { get; } =
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Cases, "kubernetes-api", "kubectl-fixtures.json")))!.AsArray().OfType<JsonObject>()];

    /// <param name="version"><c>1.32</c> or <c>1.35</c>.</param>
    public static IReadOnlyList<KubectlScenario> Of(string version) =>
    [
        .. Directory.GetFiles(Path.Combine(Checkout.Cases, "kubernetes-api", $"kubectl-{version}"), "*.json").Order(StringComparer.Ordinal)
            .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!.AsArray().OfType<JsonObject>())
            .Select(scenario => new KubectlScenario(scenario["name"]!.ToString(), scenario)),
    ];
}
