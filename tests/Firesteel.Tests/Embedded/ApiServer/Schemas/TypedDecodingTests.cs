using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Tests.Embedded.ApiServer.Schemas;

public sealed class TypedDecodingTests
{
    [Fact]
    public void Unknown_fields_are_dropped_and_named()
    {
        var pod = Parse("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","nope":1},"spec":{"containers":[{"name":"a","imge":"x"}],"foo":{}}}""");
        var (unknown, error) = TypedDecoding.Apply(BuiltInSchemas.OfKind("v1", "Pod"), pod);
        error.ShouldBeNull();
        unknown.ShouldBe(["metadata.nope", "spec.containers[0].imge", "spec.foo"]);
        pod.ToJsonString().ShouldBe("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"a"}]}}""");
    }

    [Theory]
    [InlineData("""{"spec":{"containers":"x"}}""", "json: cannot unmarshal string into Go struct field PodSpec.spec.containers of type []v1.Container")]
    [InlineData("""{"metadata":{"labels":{"a":1}}}""", "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string")]
    [InlineData("""{"spec":{"containers":[{"ports":[{"containerPort":"80"}]}]}}""", "json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32")]
    [InlineData("""{"spec":{"containers":[{"resources":{"limits":{"cpu":"1x"}}}]}}""", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    public void A_wrong_type_is_told_in_the_words_of_go(string json, string error) =>
        TypedDecoding.Apply(BuiltInSchemas.OfKind("v1", "Pod"), Parse(json)).Error.ShouldBe(error);

    [Fact]
    public void What_go_leaves_out_is_left_out_and_quantities_become_canonical()
    {
        var pod = Parse("""{"metadata":{"creationTimestamp":null,"labels":{}},"spec":{"hostNetwork":false,"volumes":[{"name":"v","emptyDir":{}}],"containers":[{"name":"a","args":[],"resources":{"limits":{"cpu":0.5,"memory":"1024Mi"}}}]}}""");
        TypedDecoding.Apply(BuiltInSchemas.OfKind("v1", "Pod"), pod).Error.ShouldBeNull();
        pod.ToJsonString().ShouldBe("""{"metadata":{},"spec":{"volumes":[{"name":"v","emptyDir":{}}],"containers":[{"name":"a","resources":{"limits":{"cpu":"500m","memory":"1Gi"}}}]}}""");
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
