using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>The value validations of one node of a definition's schema.</summary>
internal static class ConstraintReader
{
    private static readonly string[] Keywords =
    [
        "required", "enum", "minimum", "maximum", "minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems", "minProperties",
        "maxProperties", "multipleOf", "allOf", "anyOf", "oneOf", "not", "x-kubernetes-validations",
    ];

    public static SchemaConstraints? Read(JsonObject json)
    {
        if (!Keywords.Any(json.ContainsKey))
            return null;
        var pattern = StructuralSchema.Text(json, "pattern");
        Regex? regex = null;
        if (pattern.Length > 0 && GoRegex.TryCompile(pattern, out var compiled, out _))
            regex = compiled;
        return new()
        {
            Required = [.. Items(json, "required").OfType<JsonValue>().Select(value => value.TryGetValue(out string? name) ? name : "")],
            Enum = json["enum"] is JsonArray values ? [.. values.Select(value => value?.DeepClone())] : null,
            Minimum = StructuralSchema.Number(json, "minimum"),
            ExclusiveMinimum = StructuralSchema.Flag(json, "exclusiveMinimum"),
            Maximum = StructuralSchema.Number(json, "maximum"),
            ExclusiveMaximum = StructuralSchema.Flag(json, "exclusiveMaximum"),
            MinLength = Whole(json, "minLength"),
            MaxLength = Whole(json, "maxLength"),
            Pattern = pattern.Length > 0 ? pattern : null,
            PatternRegex = regex,
            MinItems = Whole(json, "minItems"),
            MaxItems = Whole(json, "maxItems"),
            UniqueItems = StructuralSchema.Flag(json, "uniqueItems"),
            MinProperties = Whole(json, "minProperties"),
            MaxProperties = Whole(json, "maxProperties"),
            MultipleOf = StructuralSchema.Number(json, "multipleOf"),
            AllOf = Alternatives(json, "allOf"),
            AnyOf = Alternatives(json, "anyOf"),
            OneOf = Alternatives(json, "oneOf"),
            Not = json["not"] is JsonObject not ? StructuralSchema.Alternative(not) : null,
            Rules = [.. Items(json, "x-kubernetes-validations").OfType<JsonObject>().Select(Rule)],
        };
    }

    private static ValidationRule Rule(JsonObject rule) => new(
        StructuralSchema.Text(rule, "rule"),
        StructuralSchema.Text(rule, "message"),
        StructuralSchema.Text(rule, "messageExpression"),
        StructuralSchema.Text(rule, "reason"),
        StructuralSchema.Text(rule, "fieldPath"),
        rule["optionalOldSelf"] is JsonValue flag && flag.TryGetValue(out bool optional) ? optional : null);

    private static ImmutableArray<TypeSchema> Alternatives(JsonObject json, string name) =>
        [.. Items(json, name).OfType<JsonObject>().Select(StructuralSchema.Alternative)];

    private static IEnumerable<JsonNode?> Items(JsonObject json, string name) => json[name] as JsonArray ?? [];

    private static long? Whole(JsonObject json, string name) => StructuralSchema.Number(json, name) is { } number ? (long)number : null;
}
