using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Discovery.OpenApi;

/// <summary>The schemas of a document: those of its kinds, and every built-in type that they lead to.</summary>
/// <param name="referencePrefix"><c>#/components/schemas/</c> in v3, <c>#/definitions/</c> in v2.</param>
internal sealed class SchemaComponents(string referencePrefix)
{
    private readonly SortedDictionary<string, JsonNode> _schemas = new(StringComparer.Ordinal);

    public JsonObject ToJson() => new(_schemas.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    public void Add(ServedKind kind)
    {
        var name = kind.IsCustom ? CustomName(kind.Info) : TypeNames.OpenApi(BuiltInTypes.Table.OfKind(kind.Info.ApiVersion, kind.Info.Kind)!.Name);
        var schema = kind.IsCustom ? Custom(kind) : BuiltIn(BuiltInTypes.Table.OfKind(kind.Info.ApiVersion, kind.Info.Kind)!);
        schema["x-kubernetes-group-version-kind"] = new JsonArray(GroupVersionKind(kind.Info));
        _schemas[name] = schema;
    }

    public static JsonObject GroupVersionKind(KindInfo info) => new() { ["group"] = info.Group, ["kind"] = info.Kind, ["version"] = info.Version };

    /// <summary>The group's labels turned round: <c>io.k8s.sparkoperator.v1beta2.SparkApplication</c>.</summary>
    private static string CustomName(KindInfo info) => $"{string.Join('.', info.Group.Split('.').Reverse())}.{info.Version}.{info.Kind}";

    private JsonObject Custom(ServedKind kind)
    {
        var schema = kind.OpenApi?.DeepClone() as JsonObject ?? new JsonObject { ["type"] = "object" };
        if (schema["properties"] is not JsonObject properties)
            schema["properties"] = properties = [];
        properties["apiVersion"] = Described("string", "apiVersion");
        properties["kind"] = Described("string", "kind");
        properties["metadata"] = new JsonObject { ["allOf"] = new JsonArray(Reference("meta/v1.ObjectMeta")), ["description"] = FieldDescriptions.Of("", "metadata") };
        return schema;
    }

    private static JsonObject Described(string type, string field) => new() { ["type"] = type, ["description"] = FieldDescriptions.Of("", field) };

    private JsonObject BuiltIn(GoType type)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        Collect(type, properties, required);
        var schema = new JsonObject { ["type"] = "object" };
        if (properties.Count > 0)
            schema["properties"] = properties;
        if (required.Count > 0)
            schema["required"] = required;
        return schema;
    }

    private void Collect(GoType type, JsonObject properties, JsonArray required)
    {
        foreach (var field in type.Fields)
        {
            if (field.Inlined)
            {
                if (field.Type is "meta/v1.TypeMeta" or "runtime.TypeMeta")
                    (properties["apiVersion"], properties["kind"]) = (Described("string", "apiVersion"), Described("string", "kind"));
                else if (BuiltInTypes.Table.Find(field.Type) is { } inlined)
                    Collect(inlined, properties, required);
                continue;
            }

            properties[field.Json] = Field(type, field);
            if (!field.Optional)
                required.Add((JsonNode)field.Json);
        }
    }

    private JsonObject Field(GoType owner, GoField field)
    {
        var schema = OfType(field.Type);
        var description = FieldDescriptions.Of(owner.Name, field.Json);
        if (schema.ContainsKey("$ref"))
            schema = new() { ["allOf"] = new JsonArray(schema) };
        if (description.Length > 0)
            schema["description"] = description;
        if (field.Default is not null)
            schema["default"] = field.Default.DeepClone();
        if (field.ListType is { Length: > 0 } list)
        {
            var parts = list.Split(':', 2);
            schema[field.IsMap ? "x-kubernetes-map-type" : "x-kubernetes-list-type"] = parts[0];
            if (parts.Length > 1)
                schema["x-kubernetes-list-map-keys"] = new JsonArray([.. parts[1].Split(',').Select(key => (JsonNode)key)]);
        }

        if (field.PatchKey is { Length: > 0 } mergeKey)
            schema["x-kubernetes-patch-merge-key"] = mergeKey;
        if (field.PatchStrategy is { Length: > 0 } strategy)
            schema["x-kubernetes-patch-strategy"] = strategy;
        return schema;
    }

    private JsonObject OfType(string type)
    {
        if (type.StartsWith("[]", StringComparison.Ordinal))
            return new() { ["type"] = "array", ["items"] = OfType(type[2..]) };
        if (type.StartsWith("map[string]", StringComparison.Ordinal))
            return new() { ["type"] = "object", ["additionalProperties"] = OfType(type["map[string]".Length..]) };
        return TypeNames.Scalar(type) ?? Reference(type);
    }

    private JsonObject Reference(string type)
    {
        var name = TypeNames.OpenApi(type);
        if (!_schemas.ContainsKey(name))
        {
            _schemas[name] = new JsonObject();
            _schemas[name] = TypeNames.Opaque(type) ?? (BuiltInTypes.Table.Find(type) is { } known ? BuiltIn(known) : new() { ["type"] = "object" });
        }

        return new() { ["$ref"] = referencePrefix + name };
    }
}
