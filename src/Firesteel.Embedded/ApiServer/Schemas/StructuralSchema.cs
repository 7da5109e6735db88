using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>Reads a definition's <c>openAPIV3Schema</c>.</summary>
public static class StructuralSchema
{
    /// <summary>Where a schema stands in messages when all versions of a definition have the same one.</summary>
    public const string LiftedPath = "spec.validation.openAPIV3Schema";

    /// <param name="path">Where the schema stands in the definition, for the messages.</param>
    /// <returns>The schema (usable only without causes) and what keeps it from being structural.</returns>
    public static (TypeSchema Schema, ImmutableArray<Cause> Causes) Parse(JsonObject openApi, string path = LiftedPath)
    {
        var schema = Root(openApi);
        var causes = new List<Cause>();
        StructuralRules.Check(openApi, path, causes);
        if (causes.Count == 0)
            DefaultRules.Check(openApi, schema, path, causes);
        if (causes.Count == 0)
            Cel.RuleDefinitions.Check(schema, path, causes);
        return (schema, [.. causes]);
    }

    /// <summary>A stored definition's schema; it was checked when it was accepted.</summary>
    public static TypeSchema Root(JsonObject openApi)
    {
        var properties = new Dictionary<string, TypeSchema>(StringComparer.Ordinal);
        foreach (var (name, child) in openApi["properties"] as JsonObject ?? [])
        {
            if (child is JsonObject given)
                properties[name] = Node(given, name == "metadata" ? BuiltInSchemas.ObjectMeta : null);
        }

        properties.TryAdd("apiVersion", BuiltInSchemas.OfType("string"));
        properties.TryAdd("kind", BuiltInSchemas.OfType("string"));
        properties.TryAdd("metadata", BuiltInSchemas.ObjectMeta);
        var frozen = properties.ToFrozenDictionary(StringComparer.Ordinal);
        return Node(openApi, null, () => frozen);
    }

    private static TypeSchema Node(JsonObject json, TypeSchema? applyAs, Func<IReadOnlyDictionary<string, TypeSchema>>? properties = null)
    {
        var listType = Text(json, "x-kubernetes-list-type");
        var additional = json["additionalProperties"];
        var anyAdditional = additional is JsonValue flag && flag.TryGetValue(out bool allowed) && allowed;
        return new TypeSchema
        {
            Type = Text(json, "type") switch
            {
                "object" => JsonType.Object,
                "array" => JsonType.Array,
                "string" => JsonType.String,
                "integer" => JsonType.Integer,
                "number" => JsonType.Number,
                "boolean" => JsonType.Boolean,
                _ => JsonType.Any,
            },
            Format = Text(json, "format"),
            Description = Text(json, "description"),
            PropertySource = properties ?? Lazily(json),
            ListKind = listType switch { "set" => ListKind.Set, "map" => ListKind.Map, _ => ListKind.Atomic },
            ListKindIsExplicit = listType.Length > 0,
            ListMapKeys = [.. (json["x-kubernetes-list-map-keys"] as JsonArray)?.Select(Plain) ?? []],
            AtomicMap = Text(json, "x-kubernetes-map-type") == "atomic",
            PreserveUnknown = Flag(json, "x-kubernetes-preserve-unknown-fields"),
            EmbeddedResource = Flag(json, "x-kubernetes-embedded-resource"),
            IntOrString = Flag(json, "x-kubernetes-int-or-string"),
            Nullable = Flag(json, "nullable"),
            Default = json["default"]?.DeepClone(),
            Constraints = ConstraintReader.Read(json),
            ApplyAs = applyAs,
            Items = json["items"] is JsonObject items ? Node(items, null) : null,
            AdditionalProperties = additional is JsonObject values ? Node(values, null) : anyAdditional ? TypeSchema.Any : null,
        };
    }

    private static Func<IReadOnlyDictionary<string, TypeSchema>> Lazily(JsonObject json)
    {
        var children = (json["properties"] as JsonObject ?? [])
            .Where(pair => pair.Value is JsonObject).ToDictionary(pair => pair.Key, pair => Node((JsonObject)pair.Value!, null), StringComparer.Ordinal);
        return () => children;
    }

    /// <summary>A schema inside <c>allOf</c> and the like: only value validations count.</summary>
    internal static TypeSchema Alternative(JsonObject json) => Node(json, null);

    internal static bool Flag(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    internal static string Text(JsonObject json, string name) => Plain(json[name]);

    internal static double? Number(JsonObject json, string name) => JsonNumber.TryRead(json[name], out var number) ? number.AsDouble : null;

    private static string Plain(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
