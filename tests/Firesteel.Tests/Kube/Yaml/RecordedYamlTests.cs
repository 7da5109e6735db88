using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Kube.Yaml;

/// <summary>What the published Go libraries answered, replayed.</summary>
public sealed class RecordedYamlTests
{
    private static readonly JsonArray Cases = (JsonArray)JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Cases, "kubernetes", "yaml.json")))!;

    /// <summary>The typed decoding of a Pod is the API server's affair; here its YAML only has to be read.</summary>
    public static TheoryData<string> Names => new(Cases.Select(recorded => recorded!["name"]!.GetValue<string>()));

    [Theory, MemberData(nameof(Names))]
    public void Reads_and_prints_what_kubernetes_reads_and_prints(string name)
    {
        var recorded = (JsonObject)Cases.Single(candidate => candidate!["name"]!.GetValue<string>() == name)!;
        if (recorded["area"]!.GetValue<string>() == "json-to-yaml")
        {
            YamlWriter.Write(recorded["json"]).ShouldBe(recorded["yaml"]!.GetValue<string>());
            return;
        }

        var read = YamlReader.Read(recorded["yaml"]!.GetValue<string>(), "case.yaml", new YamlOptions { DuplicateKeys = Severity.Warning, MergeOverrides = Severity.Warning });
        var isPod = recorded["area"]!.GetValue<string>() == "into-pod";
        read.HasErrors.ShouldBe(!isPod && recorded.ContainsKey("error"), string.Join("\n", read.Problems));
        if (!isPod && !recorded.ContainsKey("error"))
            (read.Problems.Length > 0).ShouldBe(recorded.ContainsKey("strictError"), string.Join("\n", read.Problems));
        if (recorded.TryGetPropertyValue("documents", out var documents))
            ShouldEqual(new JsonArray([.. read.Documents.Select(document => document.Root.DeepClone())]), new JsonArray([.. ((JsonArray)documents!).Where(document => document is not null).Select(document => document!.DeepClone())]));
        else if (recorded.TryGetPropertyValue("json", out var json))
            ShouldEqual(read.Documents.SingleOrDefault()?.Root, json);
    }

    private static void ShouldEqual(JsonNode? actual, JsonNode? expected) =>
        JsonNode.DeepEquals(actual, expected).ShouldBeTrue($"{actual?.ToJsonString() ?? "null"} is not {expected?.ToJsonString() ?? "null"}");
}
