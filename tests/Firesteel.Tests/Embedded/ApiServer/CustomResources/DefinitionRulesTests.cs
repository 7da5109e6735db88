using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.CustomResources;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Tests.Embedded.ApiServer.CustomResources;

/// <summary>Definitions and what is wrong with them. What is expected here was said by the real API server library, version 1.34.</summary>
public sealed class DefinitionRulesTests
{
    [Theory]
    [InlineData(""" "additionalPrinterColumns":[{"name":"","type":"foo","jsonPath":"spec.a","format":"x"}] """,
        "spec.additionalPrinterColumns[0].JSONPath: Invalid value: \"spec.a\": must be a simple json path starting with . | spec.additionalPrinterColumns[0].format: Invalid value: \"x\": must be one of byte,date,date-time,double,float,int32,int64,password | spec.additionalPrinterColumns[0].name: Required value | spec.additionalPrinterColumns[0].type: Invalid value: \"foo\": must be one of boolean,date,integer,number,string")]
    [InlineData(""" "subresources":{"scale":{"specReplicasPath":".status.x","statusReplicasPath":"status.x","labelSelectorPath":".metadata.x"}} """,
        "spec.subresources.scale.labelSelectorPath: Invalid value: \".metadata.x\": should be a json path under either .spec or .status | spec.subresources.scale.specReplicasPath: Invalid value: \".status.x\": should be a json path under .spec | spec.subresources.scale.statusReplicasPath: Invalid value: \"status.x\": must be a simple json path starting with .")]
    [InlineData(""" "selectableFields":[{"jsonPath":".spec.a"},{"jsonPath":".spec.a"},{"jsonPath":".spec.no"},{"jsonPath":".spec['a']"},{"jsonPath":".spec"},{"jsonPath":"spec.a"},{}] """,
        "spec.selectableFields[1].jsonPath: Duplicate value: \".spec.a\" | spec.selectableFields[2].jsonPath: Invalid value: \".spec.no\": is an invalid path: does not refer to a valid field | spec.selectableFields[3].jsonPath: Invalid value: \".spec['a']\": is an invalid path: array notation is not allowed | spec.selectableFields[4].jsonPath: Invalid value: \".spec\": must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed. | spec.selectableFields[5].jsonPath: Invalid value: \"spec.a\": is an invalid path: expected [ or . but got: spec | spec.selectableFields[6].jsonPath: Required value")]
    public void Parts_of_versions_have_rules(string part, string expected) => Errors(Definition(part)).ShouldBe(expected.Split(" | "));

    [Fact]
    public void A_part_that_versions_do_not_share_is_named_in_its_version()
    {
        var definition = Definition(""" "subresources":{"status":{}} """);
        var other = definition["spec"]!["versions"]![0]!.DeepClone();
        (other["name"], other["storage"], other["subresources"]) = ("v2", false, JsonNode.Parse("""{"scale":{}}"""));
        definition["spec"]!["versions"]!.AsArray().Add(other);
        Errors(definition).ShouldBe(["spec.versions[1].subresources.scale.specReplicasPath: Required value", "spec.versions[1].subresources.scale.statusReplicasPath: Required value"]);
    }

    [Theory]
    [InlineData("""{"strategy":"Foo"}""", "spec.conversion.strategy: Unsupported value: \"Foo\": supported values: \"None\", \"Webhook\"")]
    [InlineData("""{"strategy":"Webhook"}""", "spec.conversion.conversionReviewVersions: Required value | spec.conversion.webhookClientConfig: Required value: required when strategy is set to Webhook")]
    [InlineData("""{"strategy":"Webhook","webhook":{"clientConfig":{"url":"http://x"},"conversionReviewVersions":["v1","v1"]}}""", "spec.conversion.conversionReviewVersions[1]: Invalid value: \"v1\": duplicate version | spec.conversion.webhookClientConfig.url: Invalid value: \"http\": 'https' is the only allowed URL scheme; desired format: https://host[/path]")]
    [InlineData("""{"strategy":"None","webhook":{"clientConfig":{"url":"https://x"}}}""", "spec.conversion.webhookClientConfig: Forbidden: should not be set when strategy is not set to Webhook")]
    public void Conversion_has_rules(string conversion, string expected)
    {
        var definition = Definition(""" "deprecated":false """);
        definition["spec"]!["conversion"] = JsonNode.Parse(conversion);
        Errors(definition).ShouldBe(expected.Split(" | "));
    }

    [Fact]
    public void Groups_of_kubernetes_need_an_approval()
    {
        var definition = Definition(""" "deprecated":false """, "x.k8s.io");
        Errors(definition).ShouldBe(["metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups must have approval annotation \"api-approved.kubernetes.io\", see https://github.com/kubernetes/enhancements/pull/1111"]);
        definition["metadata"]!["annotations"] = new JsonObject { ["api-approved.kubernetes.io"] = "unapproved, a try" };
        Errors(definition).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(".a", true)]
    [InlineData("['a']", true)]
    [InlineData(".m['x.y']", true)]
    [InlineData("a", false)]
    [InlineData(".no", false)]
    [InlineData(".l[0]", false)]
    public void The_path_of_a_rule_leads_to_a_member(string fieldPath, bool good)
    {
        var schema = JsonNode.Parse("""{"type":"object","properties":{"a":{"type":"string"},"m":{"type":"object","additionalProperties":{"type":"string"}},"l":{"type":"array","items":{"type":"string"}}},"x-kubernetes-validations":[{"rule":"true","fieldPath":""}]}""")!.AsObject();
        schema["x-kubernetes-validations"]![0]!["fieldPath"] = fieldPath;
        var causes = StructuralSchema.Parse(schema).Causes;
        causes.Any(cause => cause.Message.EndsWith("must be a valid path", StringComparison.Ordinal)).ShouldBe(!good);
    }

    private static IEnumerable<string> Errors(JsonObject definition) => DefinitionValidation.Check(definition, null).Select(cause => cause.Text).Order(StringComparer.Ordinal);

    private static JsonObject Definition(string part, string group = "a.example") => JsonNode.Parse("""
        {"metadata":{"name":"things.GROUP"},"spec":{"group":"GROUP","scope":"Namespaced","names":{"plural":"things","singular":"thing","kind":"Thing","listKind":"ThingList"},
         "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","properties":{"a":{"type":"string"}}}}}},PART}]},
         "status":{"storedVersions":["v1"]}}
        """.Replace("GROUP", group, StringComparison.Ordinal).Replace("PART", part, StringComparison.Ordinal))!.AsObject();
}
