using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <summary>
/// What a schema node is to server-side apply: a scalar, a list, a map, or, where the schema is silent, whichever the value is.
/// </summary>
internal readonly record struct Atom
{
    private static readonly TypeSchema Deduced = TypeSchema.Any;

    public ScalarKind? Scalar { get; private init; }
    public bool IsList { get; private init; }
    public bool IsMap { get; private init; }
    public bool AtomicList { get; private init; }
    public bool AtomicMap { get; private init; }
    public ListKind ListKind { get; private init; }
    public ImmutableArray<string> Keys { get; private init; }
    public TypeSchema? Item { get; private init; }

    /// <summary>Declared fields.</summary>
    public IReadOnlyDictionary<string, TypeSchema> Fields { get => field ?? FrozenDictionary<string, TypeSchema>.Empty; private init; }

    /// <summary>The type of fields that are not declared; null when there may be none.</summary>
    public TypeSchema? Element { get; private init; }

    public TypeSchema? Member(string name) => Fields.TryGetValue(name, out var declared) ? declared : Element;

    public static Atom Of(TypeSchema? schema)
    {
        schema = schema?.ApplyAs ?? schema ?? Deduced;
        switch (schema.Type)
        {
            case JsonType.Object:
                var open = schema.PreserveUnknown || (schema.Properties.Count == 0 && schema.AdditionalProperties is null && !schema.IsBuiltIn);
                return new()
                {
                    IsMap = true,
                    AtomicMap = schema.AtomicMap,
                    Fields = schema.EmbeddedResource ? Embedded(schema.Properties) : schema.Properties,
                    Element = schema.AdditionalProperties ?? (open ? Deduced : null),
                };
            case JsonType.Array:
                return new()
                {
                    IsList = true,
                    AtomicList = schema.ListKind == ListKind.Atomic,
                    ListKind = schema.ListKind,
                    Keys = schema.ListMapKeys,
                    Item = schema.Items ?? Deduced,
                };
            case JsonType.Integer or JsonType.Number:
                return new() { Scalar = ScalarKind.Numeric };
            case JsonType.Boolean:
                return new() { Scalar = ScalarKind.Boolean };
            case JsonType.String:
                return new() { Scalar = schema.Format is "" or "byte" ? ScalarKind.String : ScalarKind.Untyped };
            default:
                if (schema.IntOrString)
                    return new() { Scalar = ScalarKind.Untyped };
                return new()
                {
                    Scalar = ScalarKind.Untyped,
                    IsList = true,
                    AtomicList = true,
                    ListKind = ListKind.Atomic,
                    Keys = [],
                    Item = Deduced,
                    IsMap = true,
                    // A raw extension of a built-in kind is one value; free fields of a custom resource are granular.
                    AtomicMap = schema.IsBuiltIn || schema.AtomicMap,
                    Element = Deduced,
                };
        }
    }

    /// <summary>Narrows to the shape that a value has, when that is one of several.</summary>
    public Atom For(JsonNode? value) => value switch
    {
        null => this,
        JsonObject when IsMap => this with { Scalar = null, IsList = false },
        JsonArray when IsList => this with { Scalar = null, IsMap = false },
        JsonValue when Scalar is not null => this with { IsList = false, IsMap = false },
        _ => this,
    };

    public static bool IsScalar(JsonNode? value) => value is JsonValue && value.GetValueKind() != JsonValueKind.Null;

    private static Dictionary<string, TypeSchema> Embedded(IReadOnlyDictionary<string, TypeSchema> properties)
    {
        var fields = new Dictionary<string, TypeSchema>(properties, StringComparer.Ordinal);
        fields.TryAdd("apiVersion", BuiltInSchemas.OfType("string"));
        fields.TryAdd("kind", BuiltInSchemas.OfType("string"));
        fields["metadata"] = BuiltInSchemas.ObjectMeta;
        return fields;
    }
}
