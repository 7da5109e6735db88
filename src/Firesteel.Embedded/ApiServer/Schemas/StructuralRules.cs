using System.Text.Json.Nodes;
using static Firesteel.Embedded.ApiServer.Schemas.StructuralSchema;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>What makes a schema structural, and what Kubernetes forbids in one.</summary>
internal static class StructuralRules
{
    private static readonly string[] Types = ["array", "boolean", "integer", "number", "object", "string"];
    private static readonly string[] Unsupported = ["id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref"];
    private static readonly string[] Junctors = ["allOf", "anyOf", "oneOf"];

    public static void Check(JsonObject schema, string path, List<Cause> causes)
    {
        Keywords(schema, path, causes);
        if (IsStrange(schema))
            return;
        if (Flag(schema, "nullable"))
            causes.Add(Cause.Forbidden($"{path}.nullable", "nullable cannot be true at the root"));
        if (Text(schema, "type") is var type && type.Length == 0)
            causes.Add(Cause.Required($"{path}.type", "must not be empty at the root"));
        else if (type != "object")
            causes.Add(Cause.Invalid($"{path}.type", type, "must be object at the root"));
        if (schema["additionalProperties"] is not null)
            causes.Add(Cause.Forbidden($"{path}.additionalProperties", "must not be used at the root"));
        Node(schema, path, Level.Root, causes);
        Metadata(schema, path, causes);
        Junctions(schema, schema, path, path, isRoot: true, causes);
    }

    /// <summary>There are keywords that no structural schema can be made of.</summary>
    private static bool IsStrange(JsonObject schema) => Unsupported.Any(schema.ContainsKey) || schema.ContainsKey("$schema") || (schema["x-kubernetes-preserve-unknown-fields"] is JsonValue && !Flag(schema, "x-kubernetes-preserve-unknown-fields"))
        || Children(schema, "", withJunctors: true).Any(child => IsStrange(child.Schema));

    /// <summary>Keywords that do not exist here, values that no keyword has.</summary>
    private static void Keywords(JsonObject schema, string path, List<Cause> causes)
    {
        foreach (var name in Unsupported)
        {
            if (schema.ContainsKey(name))
                causes.Add(Cause.Forbidden($"{path}.{name}", $"{name} is not supported"));
        }

        if (Text(schema, "type") is { Length: > 0 } type && !Types.Contains(type))
        {
            causes.Add(Cause.NotSupported($"{path}.type", type, Types));
            if (type == "null")
                causes.Add(Cause.Forbidden($"{path}.type", "type cannot be set to null, use nullable as an alternative"));
        }

        if (schema["items"] is JsonArray)
            causes.Add(Cause.Forbidden($"{path}.items", "items must be a schema object and not an array"));
        if (Flag(schema, "uniqueItems"))
            causes.Add(Cause.Forbidden($"{path}.uniqueItems", "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
        if (schema["additionalProperties"] is { } additional && (additional is JsonObject || Flag(schema, "additionalProperties"))
            && schema["properties"] is JsonObject { Count: > 0 })
            causes.Add(Cause.Forbidden($"{path}.additionalProperties", "additionalProperties and properties are mutual exclusive"));
        if (Text(schema, "pattern") is { Length: > 0 } pattern && !GoRegex.TryCompile(pattern, out _, out var error))
            causes.Add(Cause.Invalid($"{path}.pattern", pattern, "must be a valid regular expression, but isn't: " + error));
        if (schema["x-kubernetes-preserve-unknown-fields"] is JsonValue && !Flag(schema, "x-kubernetes-preserve-unknown-fields"))
            causes.Add(Cause.InvalidText($"{path}.x-kubernetes-preserve-unknown-fields", "false", "must be true or undefined"));
        Lists(schema, path, causes);
        foreach (var (child, childPath) in Children(schema, path, withJunctors: true))
            Keywords(child, childPath, causes);
    }

    private static void Lists(JsonObject schema, string path, List<Cause> causes)
    {
        var type = Text(schema, "type");
        if (schema["x-kubernetes-list-type"] is JsonValue)
        {
            var list = Text(schema, "x-kubernetes-list-type");
            if (type != "array")
            {
                if (type.Length == 0)
                    causes.Add(Cause.Required($"{path}.type", "must be array if x-kubernetes-list-type is specified"));
                else
                    causes.Add(Cause.Invalid($"{path}.type", type, "must be array if x-kubernetes-list-type is specified"));
            }
            else if (list is not ("atomic" or "set" or "map"))
            {
                causes.Add(Cause.NotSupported($"{path}.x-kubernetes-list-type", list, ["atomic", "set", "map"]));
            }
            else if (list == "map")
            {
                ListMap(schema, path, causes);
            }
            else if (list == "set" && schema["items"] is JsonObject items)
            {
                if (Flag(items, "nullable"))
                    causes.Add(Cause.Forbidden($"{path}.items.nullable", "cannot be nullable when x-kubernetes-list-type is set"));
                if (Text(items, "type") == "object" && Text(items, "x-kubernetes-map-type") != "atomic")
                    causes.Add(Cause.Invalid($"{path}.items.x-kubernetes-map-type", items["x-kubernetes-map-type"], "must be atomic as item of a list with x-kubernetes-list-type=set"));
                if (Text(items, "type") == "array" && items.ContainsKey("x-kubernetes-list-type") && Text(items, "x-kubernetes-list-type") != "atomic")
                    causes.Add(Cause.Invalid($"{path}.items.x-kubernetes-list-type", items["x-kubernetes-list-type"], "must be atomic as item of a list with x-kubernetes-list-type=set"));
            }
        }

        if (schema["x-kubernetes-list-map-keys"] is JsonArray { Count: > 0 } && Text(schema, "x-kubernetes-list-type") != "map")
            causes.Add(Text(schema, "x-kubernetes-list-type") is { Length: > 0 } given
                ? Cause.Invalid($"{path}.x-kubernetes-list-type", given, "must be map if x-kubernetes-list-map-keys is non-empty")
                : Cause.Required($"{path}.x-kubernetes-list-type", "must be map if x-kubernetes-list-map-keys is non-empty"));
        if (schema["x-kubernetes-map-type"] is JsonValue)
        {
            if (type.Length == 0)
                causes.Add(Cause.Required($"{path}.type", "must be object if x-kubernetes-map-type is specified"));
            else if (type != "object")
                causes.Add(Cause.Invalid($"{path}.type", type, "must be object if x-kubernetes-map-type is specified"));
            else if (Text(schema, "x-kubernetes-map-type") is var map and not ("atomic" or "granular"))
                causes.Add(Cause.NotSupported($"{path}.x-kubernetes-map-type", map, ["atomic", "granular"]));
        }
    }

    private static void ListMap(JsonObject schema, string path, List<Cause> causes)
    {
        var keys = (schema["x-kubernetes-list-map-keys"] as JsonArray)?.Select(key => (string?)key ?? "").ToList() ?? [];
        if (keys.Count == 0)
            causes.Add(Cause.Required($"{path}.x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map"));

        if (schema["items"] is not JsonObject items)
            return;
        if (Text(items, "type") is var type && type.Length > 0 && type != "object")
        {
            causes.Add(Cause.Invalid($"{path}.items.type", type, "must be object if parent array's x-kubernetes-list-type is map"));
            return;
        }

        if (Flag(items, "nullable"))
            causes.Add(Cause.Forbidden($"{path}.items.nullable", "cannot be nullable when x-kubernetes-list-type is map"));
        var properties = items["properties"] as JsonObject ?? [];
        if (keys.Any(key => !properties.ContainsKey(key)))
            causes.Add(Cause.Invalid($"{path}.x-kubernetes-list-map-keys", schema["x-kubernetes-list-map-keys"], "entries must all be names of item properties"));
        if (keys.Distinct(StringComparer.Ordinal).Count() < keys.Count)
            causes.Add(Cause.Invalid($"{path}.x-kubernetes-list-map-keys", schema["x-kubernetes-list-map-keys"], "must not contain duplicate entries"));
        var required = (items["required"] as JsonArray)?.Select(name => (string?)name ?? "").ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var key in keys)
        {
            if (properties[key] is not JsonObject property)
                continue;
            if (Text(property, "type") is "array" or "object")
                causes.Add(Cause.Invalid($"{path}.items.properties[{key}].type", type, "must be a scalar type if parent array's x-kubernetes-list-type is map"));
            if (Flag(property, "nullable"))
                causes.Add(Cause.Forbidden($"{path}.items.properties[{key}].nullable", "this property is in x-kubernetes-list-map-keys, so it cannot be nullable"));
            else if (property["default"] is null && !required.Contains(key))
                causes.Add(Cause.Required($"{path}.items.properties[{key}].default", "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"));
        }
    }

    private static void Node(JsonObject schema, string path, Level level, List<Cause> causes)
    {
        var type = Text(schema, "type");
        var preserve = Flag(schema, "x-kubernetes-preserve-unknown-fields");
        var intOrString = Flag(schema, "x-kubernetes-int-or-string");
        if (type == "array" && schema["items"] is null)
            causes.Add(Cause.Required($"{path}.items", "must be specified"));
        if (Flag(schema, "x-kubernetes-embedded-resource"))
        {
            if (type.Length == 0)
                causes.Add(Cause.Required($"{path}.type", "must be object if x-kubernetes-embedded-resource is true"));
            else if (type != "object")
                causes.Add(Cause.Invalid($"{path}.type", type, "must be object if x-kubernetes-embedded-resource is true"));
            if (schema["properties"] is not JsonObject { Count: > 0 } && !preserve)
                causes.Add(Cause.Required($"{path}.properties", "must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields"));
        }

        if (Flag(schema, "x-kubernetes-embedded-resource") && schema["additionalProperties"] is not null)
            causes.Add(Cause.Forbidden($"{path}.additionalProperties", "must not be used if x-kubernetes-embedded-resource is set"));
        if (type.Length == 0 && level != Level.Root && !intOrString && !preserve && !Flag(schema, "x-kubernetes-embedded-resource"))
            causes.Add(Cause.Required($"{path}.type", level == Level.Item ? "must not be empty for specified array items" : "must not be empty for specified object fields"));
        if (intOrString && preserve)
            causes.Add(Cause.InvalidText($"{path}.x-kubernetes-preserve-unknown-fields", "true", "must be false if x-kubernetes-int-or-string is true"));
        foreach (var (child, childPath) in Children(schema, path, withJunctors: false))
            Node(child, childPath, childPath.EndsWith(".items", StringComparison.Ordinal) ? Level.Item : Level.Field, causes);
    }

    private static void Metadata(JsonObject schema, string path, List<Cause> causes)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        foreach (var name in new[] { "apiVersion", "kind" })
        {
            if (properties[name] is JsonObject property && Text(property, "type") is var type && type != "string")
                causes.Add(Cause.Invalid($"{path}.properties[{name}].type", type, "must be string"));
        }

        if (properties["metadata"] is not JsonObject metadata)
            return;
        if (Text(metadata, "type") is var given && given != "object")
            causes.Add(Cause.Invalid($"{path}.properties[metadata].type", given, "must be object"));
        if (!RestrictsNamesOnly(metadata))
            causes.Add(Cause.Forbidden($"{path}.properties[metadata]", "must not specify anything other than name and generateName, but metadata is implicitly specified"));
        foreach (var (name, child) in metadata["properties"] as JsonObject ?? [])
        {
            if (child is JsonObject field && field.ContainsKey("default"))
                causes.Add(Cause.Forbidden($"{path}.properties[metadata].properties[{name}].default", "must not be set in top-level metadata"));
        }
    }

    private static bool RestrictsNamesOnly(JsonObject metadata) =>
        metadata.All(pair => pair.Key is "type" or "properties" or "default" || pair.Value is null || (pair.Value is JsonValue value && value.TryGetValue(out bool flag) && !flag))
        && (metadata["properties"] as JsonObject ?? []).All(pair => pair.Key is "name" or "generateName");

    /// <summary>Below <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c> and <c>not</c> only value validations may stand, on fields declared outside.</summary>
    /// <param name="isRoot">Only of the whole schema a real server asks that what alternatives name is declared.</param>
    private static void Junctions(JsonObject schema, JsonObject declared, string path, string declaredPath, bool isRoot, List<Cause> causes)
    {
        foreach (var junctor in Junctors)
        {
            var index = 0;
            // Integer or text may be said in these words, and in no others.
            if (junctor == "anyOf" && IsIntegerOrText(schema["anyOf"]))
                continue;
            foreach (var alternative in (schema[junctor] as JsonArray)?.OfType<JsonObject>() ?? [])
                Alternative(alternative, declared, $"{path}.{junctor}[{index++}]", declaredPath, isRoot, causes);
        }

        if (schema["not"] is JsonObject not)
            Alternative(not, declared, $"{path}.not", declaredPath, isRoot, causes);
        if (!ReferenceEquals(schema, declared))
            return;
        foreach (var (child, childPath) in Children(schema, path, withJunctors: false))
            Junctions(child, child, childPath, childPath, isRoot: false, causes);
    }

    private static bool IsIntegerOrText(JsonNode? anyOf) => anyOf is JsonArray { Count: 2 } two
        && two[0] is JsonObject { Count: 1 } first && Text(first, "type") == "integer" && two[1] is JsonObject { Count: 1 } second && Text(second, "type") == "string";

    private static void Alternative(JsonObject json, JsonObject declared, string path, string declaredPath, bool isRoot, List<Cause> causes)
    {
        if (Text(json, "type").Length > 0)
            causes.Add(Cause.Forbidden($"{path}.type", "must be empty to be structural"));
        foreach (var name in new[] { "description", "title" })
        {
            if (Text(json, name).Length > 0)
                causes.Add(Cause.Forbidden($"{path}.{name}", "must be empty to be structural"));
        }

        foreach (var name in new[] { "default", "additionalProperties" })
        {
            if (json[name] is not null && !(name == "additionalProperties" && json[name] is JsonValue && !Flag(json, name)))
                causes.Add(Cause.Forbidden($"{path}.{name}", "must be undefined to be structural"));
        }

        if (Flag(json, "nullable"))
            causes.Add(Cause.Forbidden($"{path}.nullable", "must be false to be structural"));
        foreach (var name in json.Select(pair => pair.Key).Where(name => name.StartsWith("x-kubernetes-", StringComparison.Ordinal)))
            causes.Add(Cause.Forbidden($"{path}.{name}", Flag(json, name) ? "must be false to be structural" : name is "x-kubernetes-validations" or "x-kubernetes-list-map-keys" ? "must be empty to be structural" : "must be undefined to be structural"));
        foreach (var (name, child) in json["properties"] as JsonObject ?? [])
        {
            if (child is not JsonObject property)
                continue;
            if (name == "metadata")
                causes.Add(Cause.Forbidden($"{path}.properties[metadata]", "must not be specified in a nested context"));
            var outer = (declared["properties"] as JsonObject)?[name] as JsonObject;
            if (isRoot && outer is null)
                causes.Add(Cause.Required($"{declaredPath}.properties[{name}]", $"because it is defined in {path}.properties[{name}]"));
            Alternative(property, outer ?? [], $"{path}.properties[{name}]", $"{declaredPath}.properties[{name}]", isRoot && outer is not null, causes);
        }

        if (json["items"] is JsonObject items)
        {
            var outer = declared["items"] as JsonObject;
            if (isRoot && outer is null)
                causes.Add(Cause.Required($"{declaredPath}.items", $"because it is defined in {path}.items"));
            Alternative(items, outer ?? [], $"{path}.items", $"{declaredPath}.items", isRoot && outer is not null, causes);
        }

        Junctions(json, declared, path, declaredPath, isRoot, causes);
    }

    internal static IEnumerable<(JsonObject Schema, string Path)> Children(JsonObject schema, string path, bool withJunctors)
    {
        if (schema["items"] is JsonObject items)
            yield return (items, $"{path}.items");
        if (schema["additionalProperties"] is JsonObject additional)
            yield return (additional, $"{path}.additionalProperties");
        foreach (var (name, child) in schema["properties"] as JsonObject ?? [])
        {
            if (child is JsonObject property)
                yield return (property, $"{path}.properties[{name}]");
        }

        if (!withJunctors)
            yield break;
        foreach (var junctor in Junctors)
        {
            var index = 0;
            foreach (var alternative in (schema[junctor] as JsonArray)?.OfType<JsonObject>() ?? [])
                yield return (alternative, $"{path}.{junctor}[{index++}]");
        }

        if (schema["not"] is JsonObject not)
            yield return (not, $"{path}.not");
    }

    private enum Level
    {
        Root,
        Field,
        Item,
    }
}
