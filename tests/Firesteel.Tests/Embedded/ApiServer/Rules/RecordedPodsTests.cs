using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Rules.Pods;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Embedded.ApiServer.Rules;

/// <summary>Pods that the real operator and the real spark-submit made are pods to us.</summary>
public sealed class RecordedPodsTests
{
    [Fact]
    public void They_are_valid()
    {
        var wrong = new List<string>();
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Cases, "kubeflow"), "objects.json", SearchOption.AllDirectories))
        {
            foreach (var spec in Pods(JsonNode.Parse(File.ReadAllText(file))))
            {
                count++;
                var copy = (JsonObject)spec.DeepClone();
                PodDefaults.Apply(copy);
                wrong.AddRange(PodSpecValidation.Check(copy, "spec", isPod: true).Select(cause => $"{Path.GetFileName(Path.GetDirectoryName(file))}: {cause.Text}"));
            }
        }

        count.ShouldBeGreaterThan(100);
        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<JsonObject> Pods(JsonNode? node) => node switch
    {
        JsonObject item when item["kind"]?.ToString() == "Pod" && item["spec"] is JsonObject spec => [spec],
        JsonObject item => item.SelectMany(field => Pods(field.Value)),
        JsonArray items => items.SelectMany(Pods),
        _ => [],
    };
}
