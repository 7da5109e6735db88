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
        if (kind.IsCustom)
            _schemas[name[..(name.LastIndexOf('.') + 1)] + kind.Info.ListKind] = CustomList(kind, name);
    }

    public static JsonObject GroupVersionKind(KindInfo info) => new() { ["group"] = info.Group, ["kind"] = info.Kind, ["version"] = info.Version };

    /// <summary>The group's labels turned round: <c>io.k8s.sparkoperator.v1beta2.SparkApplication</c>.</summary>
    private static string CustomName(KindInfo info) => $"{string.Join('.', info.Group.Split('.').Reverse())}.{info.Version}.{info.Kind}";

    private JsonObject Custom(ServedKind kind)
    {
        var schema = kind.OpenApi?.DeepClone() as JsonObject ?? new JsonObject { ["type"] = "object" };
        var isOpen = StructuralSchema.Flag(schema, "x-kubernetes-preserve-unknown-fields");
        if (IsSwagger)
            SwaggerSchema.Reduce(schema);
        // Of a kind that may hold anything v2 says nothing at all.
        if (IsSwagger && isOpen)
        {
            schema.Remove("x-kubernetes-preserve-unknown-fields");
            schema["type"] = "object";
        }
        else
        {
            if (schema["properties"] is not JsonObject properties)
                schema["properties"] = properties = [];
            properties["apiVersion"] = Described("string", "apiVersion");
            properties["kind"] = Described("string", "kind");
            properties["metadata"] = Described(Reference("meta/v1.ObjectMeta"), FieldDescriptions.Of("", "metadata"));
        }

        Refine(schema);
        if (Selectable(kind) is { } fields)
            schema["x-kubernetes-selectable-fields"] = fields;
        return schema;
    }

    private JsonObject CustomList(ServedKind kind, string name)
    {
        var list = new JsonObject
        {
            ["description"] = $"{kind.Info.ListKind} is a list of {kind.Info.Kind}",
            ["type"] = "object",
            ["required"] = new JsonArray("items"),
            ["properties"] = new JsonObject
            {
                ["apiVersion"] = Described("string", "apiVersion"),
                ["items"] = new JsonObject
                {
                    ["description"] = FieldDescriptions.ListOf(kind.Info.Plural),
                    ["type"] = "array",
                    ["items"] = new JsonObject { ["$ref"] = referencePrefix + name },
                },
                ["kind"] = Described("string", "kind"),
                ["metadata"] = Described(Reference("meta/v1.ListMeta"), FieldDescriptions.ListMetadata),
            },
            ["x-kubernetes-group-version-kind"] = new JsonArray(new JsonObject { ["group"] = kind.Info.Group, ["kind"] = kind.Info.ListKind, ["version"] = kind.Info.Version }),
        };
        if (Selectable(kind) is { } fields)
            list["x-kubernetes-selectable-fields"] = fields;
        return list;
    }

    /// <summary>What a real server adds below: the types of an integer or text (v3), and what every whole object has.</summary>
    private void Refine(JsonObject schema)
    {
        foreach (var (child, _) in StructuralRules.Children(schema, "", withJunctors: false).ToList())
            Refine(child);
        if (!IsSwagger && StructuralSchema.Flag(schema, "x-kubernetes-int-or-string") && !schema.ContainsKey("anyOf") && !schema.ContainsKey("allOf"))
            schema["anyOf"] = new JsonArray(new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" });
        if (!StructuralSchema.Flag(schema, "x-kubernetes-embedded-resource") || (IsSwagger && StructuralSchema.Flag(schema, "x-kubernetes-preserve-unknown-fields")))
            return;
        schema["required"] = new JsonArray([.. ((JsonNode?[])["kind", "apiVersion"]).Concat((schema["required"] as JsonArray ?? []).Where(name => name?.ToString() is not ("kind" or "apiVersion")).Select(name => name?.DeepClone()))]);
        if (schema["properties"] is not JsonObject properties)
            schema["properties"] = properties = [];
        properties["apiVersion"] = new JsonObject { ["description"] = FieldDescriptions.EmbeddedVersion, ["type"] = "string" };
        properties["kind"] = new JsonObject { ["description"] = FieldDescriptions.EmbeddedKind, ["type"] = "string" };
        properties["metadata"] = Described(Reference("meta/v1.ObjectMeta"), FieldDescriptions.Of("", "metadata"));
    }

    private static JsonArray? Selectable(ServedKind kind) =>
        kind.Source.Length > 0 && (JsonNode.Parse(kind.Source) as JsonObject)?["selectableFields"] is JsonArray { Count: > 0 } fields
            ? new JsonArray([.. fields.OfType<JsonObject>().Select(field => (JsonNode)new JsonObject { ["fieldPath"] = field.Text("jsonPath").TrimStart('.') })])
            : null;

    private bool IsSwagger => referencePrefix == "#/definitions/";

    /// <summary>In v3 a description cannot stand beside a reference.</summary>
    private JsonObject Described(JsonObject reference, string description)
    {
        if (!IsSwagger)
            return new() { ["allOf"] = new JsonArray(reference), ["description"] = description };
        reference["description"] = description;
        return reference;
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
        if (schema.ContainsKey("$ref") && !IsSwagger)
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
