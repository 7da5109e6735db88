using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Tests.Embedded.ApiServer.Schemas;

/// <summary>Values against schemas. What is expected here was said by the real API server library, version 1.34.</summary>
public sealed class ValueRulesTests
{
    [Theory]
    [InlineData("""{"type":"integer","minimum":2,"maximum":5}""", "9223372036854775808", """x: Invalid value: "number": x in body must be of type integer: "number" | x: Invalid value: 9.223372036854776e+18: x in body should be less than or equal to 5""")]
    [InlineData("""{"type":"number","minimum":0.1,"maximum":1e21}""", "-1", "x: Invalid value: -1: x in body should be greater than or equal to 0 | x: Invalid value: -1: x in body should be less than or equal to -9223372036854775808")]
    [InlineData("""{"type":"integer"}""", "123456789.123456789", "")]
    [InlineData("""{"type":"integer","enum":[1,2]}""", "1.5", """x: Invalid value: "number": x in body must be of type integer: "number" """)]
    [InlineData("""{"type":"string","nullable":true,"enum":["a",null]}""", "null", """x: Unsupported value: null: supported values: "a", "null" """)]
    [InlineData("""{"type":"string","format":"date"}""", "1", """x: Invalid value: "int64": x in body must be of type date: "int64" """)]
    [InlineData("""{"type":"integer","format":"int32"}""", "true", """x: Invalid value: "boolean": x in body must be of type integer: "boolean" """)]
    [InlineData("""{"type":"string","format":"email"}""", "\"Foo <a@b.c>\"", "")]
    [InlineData("""{"type":"string","format":"ssn"}""", "\"123456789\"", """x: Invalid value: "123456789": x in body must be of type ssn: "123456789" """)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","enum":["x","y"]},"b":{"type":"string"}},"oneOf":[{"properties":{"a":{"enum":["x"]}}},{"properties":{"a":{"enum":["y"]}},"required":["b"]}]}""", """{"a":"y"}""",
        """<nil>: Invalid value: "": "x" must validate one and only one schema (oneOf). Found none valid | x.a: Unsupported value: "y": supported values: "x" """)]
    public void Values_are_judged_as_the_real_server_judges_them(string schema, string value, string expected)
    {
        var causes = SchemaValidation.Values(StructuralSchema.Root(JsonNode.Parse($$$"""{"type":"object","properties":{"x":{{{schema}}} }}""")!.AsObject()), JsonNode.Parse($$$"""{"x":{{{value}}} }"""), null);
        string.Join(" | ", causes.Select(cause => cause.Text).Order(StringComparer.Ordinal)).ShouldBe(string.Join(" | ", expected.Split(" | ").Select(text => text.Trim()).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void An_object_inside_an_object_has_metadata_that_is_checked()
    {
        var schema = StructuralSchema.Root(JsonNode.Parse("""{"type":"object","properties":{"x":{"type":"object","x-kubernetes-embedded-resource":true,"x-kubernetes-preserve-unknown-fields":true}}}""")!.AsObject());
        var result = SchemaValidation.Validate(schema, JsonNode.Parse("""{"x":{"apiVersion":"a/b/c","kind":"","metadata":{"generation":-1}}}""")!);
        result.Causes.Select(cause => cause.Text).Order(StringComparer.Ordinal).ShouldBe(
        [
            "x.apiVersion: Invalid value: \"a/b/c\": unexpected GroupVersion string: a/b/c",
            "x.kind: Invalid value: \"\": must not be empty",
            "x.metadata.generation: Invalid value: -1: must be greater than or equal to 0",
        ]);
    }

    [Fact]
    public void Null_in_a_map_of_texts_is_the_empty_text()
    {
        var item = JsonNode.Parse("""{"metadata":{"labels":{"a":null},"finalizers":[]}}""")!.AsObject();
        TypedDecoding.ApplyToMetadata(item).Error.ShouldBeNull();
        item["metadata"]!["labels"]!["a"]!.GetValue<string>().ShouldBe("");
    }
}
