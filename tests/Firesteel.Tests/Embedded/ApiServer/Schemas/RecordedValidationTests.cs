using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Tests.Embedded.ApiServer.Schemas;

public sealed class RecordedValidationTests
{
    private static readonly IReadOnlyList<JsonObject> Cases = RecordedCases.Of("crd-validation.json");

    /// <summary>The cost of a rule is bounded while it runs; it is not estimated before, from the sizes that a schema allows.</summary>
    private static readonly HashSet<string> NeedsCostEstimate = ["cel-def-too-expensive"];

    [Fact]
    public void Schemas_are_judged_as_the_library_judges_them() => RecordedCases.All(
        Cases.Where(item => item["crd"] is not null && !NeedsCostEstimate.Contains(item.Text("name"))), item =>
        {
            var causes = new List<Cause>();
            foreach (var version in item["crd"]!["spec"]!["versions"]!.AsArray())
            {
                if (version?["schema"]?["openAPIV3Schema"] is JsonObject schema && causes.Count == 0)
                    causes.AddRange(StructuralSchema.Parse(schema).Causes);
            }

            // Names, versions and sub-resources are the business of the definition, not of its schema.
            var expected = Errors(item).Where(error => error.Field.Contains("openAPIV3Schema", StringComparison.Ordinal) && !PrintsGo(error)).ToHashSet();
            return Compare(expected, [.. causes.Select(cause => (cause.Reason, cause.Field, cause.Message)).Where(error => !PrintsGo(error))]);
        });

    [Fact]
    public void Objects_are_pruned_defaulted_and_judged_as_the_library_does_it() => RecordedCases.All(
        Cases.Where(item => item["schema"] is not null && item["decodeError"] is null), item =>
        {
            var schema = StructuralSchema.Root(item["schema"]!.AsObject());
            var obj = item["object"]!.DeepClone().AsObject();
            var unknown = Pruning.Apply(schema, obj);
            Defaulting.Apply(schema, obj);
            var old = item["oldObject"]?.DeepClone().AsObject();
            var causes = ObjectMetaValidation.Validate(obj, namespaced: true, Names.Dns1123Subdomain);
            var result = SchemaValidation.Validate(schema, obj, old);
            causes.AddRange(result.Causes);
            if (Compare([.. Errors(item)], [.. causes.Select(cause => (cause.Reason, cause.Field, cause.Message))]) is { } difference)
                return difference;
            if (item["unknownFields"] is JsonArray expected && !expected.Select(field => (string?)field).ToHashSet().SetEquals(unknown!))
                return $"unknown fields {string.Join(", ", unknown)}, not {expected.ToJsonString()}";
            return item["stored"] is { } stored ? RecordedCases.Differ(stored, obj) : null;
        });

    private static IEnumerable<(string Reason, string Field, string Message)> Errors(JsonObject item) =>
        (item["errors"] as JsonArray ?? []).Select(error => ((string?)error!["type"] ?? "", (string?)error["field"] ?? "", (string?)error["message"] ?? ""));

    /// <summary>Values that are printed Go structures, and the compiler's own words.</summary>
    private static bool PrintsGo((string Reason, string Field, string Message) error) =>
        error.Message.StartsWith("Invalid value: {\"ID\"", StringComparison.Ordinal) || error.Message.StartsWith("Invalid value: {\"Rule\"", StringComparison.Ordinal);

    private static string? Compare(HashSet<(string Reason, string Field, string Message)> expected, HashSet<(string Reason, string Field, string Message)> actual)
    {
        if (expected.SetEquals(actual))
            return null;
        return string.Concat(expected.Except(actual).Select(error => $"\n   missing  {error}").Concat(actual.Except(expected).Select(error => $"\n   too much {error}")));
    }
}
