using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Kube.Yaml;
using Firesteel.Spark.Api.Definitions;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Spark.Api;

public sealed class CustomResourceTests
{
    /// <summary>What plain <c>kubectl apply</c> can keep in its annotation.</summary>
    private const int LargestAnnotation = 256 * 1024;

    public static TheoryData<int> Definitions => [.. Enumerable.Range(0, CustomResources.All.Length)];

    [Theory, MemberData(nameof(Definitions))]
    public void The_files_of_the_chart_are_what_the_types_say(int index)
    {
        var definition = CustomResources.All[index];
        File.ReadAllText(Checkout.File("charts", "firesteel", "crds", CustomResources.FileName(definition)))
            .ShouldBe(YamlWriter.Write(definition.Json), "run eng/update-crds.sh");
    }

    [Theory, MemberData(nameof(Definitions))]
    public void Plain_kubectl_apply_can_take_them(int index) =>
        Encoding.UTF8.GetByteCount(CustomResources.All[index].Json.ToJsonString()).ShouldBeLessThan(LargestAnnotation);

    /// <summary>A real API server refuses a definition of <c>*.k8s.io</c> that does not say where its group was approved.</summary>
    [Theory, MemberData(nameof(Definitions))]
    public void Say_where_their_group_was_approved(int index) =>
        Uri.TryCreate((string?)CustomResources.All[index].Json["metadata"]!["annotations"]!["api-approved.kubernetes.io"], UriKind.Absolute, out _).ShouldBeTrue();

    [Theory, MemberData(nameof(Definitions))]
    public void Schemas_are_structural(int index)
    {
        var schema = CustomResources.All[index].Spec!["versions"]![0]!["schema"]!["openAPIV3Schema"]!;
        Loose(schema, "").ShouldBeEmpty();
    }

    /// <summary>Every level has a type, or holds on purpose what it is given (the one other way that a structural schema has); an object has properties, additional properties, or is open on purpose.</summary>
    private static IEnumerable<string> Loose(JsonNode schema, string path)
    {
        if (schema["type"] is null && schema["x-kubernetes-preserve-unknown-fields"] is null)
            yield return $"{path} has no type";
        if ((string?)schema["type"] == "object" && path is not ("" or ".metadata") && schema["properties"] is null && schema["additionalProperties"] is null && schema["x-kubernetes-preserve-unknown-fields"] is null)
            yield return $"{path} would be pruned empty";
        foreach (var (name, inner) in schema["properties"] as JsonObject ?? [])
        {
            foreach (var problem in Loose(inner!, $"{path}.{name}"))
                yield return problem;
        }

        foreach (var inner in new[] { schema["items"], schema["additionalProperties"] }.OfType<JsonNode>())
        {
            foreach (var problem in Loose(inner, $"{path}[]"))
                yield return problem;
        }
    }
}
