using System.Collections.Concurrent;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>Built-in types as schema nodes.</summary>
public static class BuiltInSchemas
{
    private static readonly ConcurrentDictionary<string, TypeSchema> Cache = new(StringComparer.Ordinal);

    public static TypeSchema ObjectMeta { get; } = OfType("meta/v1.ObjectMeta");

    /// <exception cref="KeyNotFoundException">No such kind in the table.</exception>
    public static TypeSchema OfKind(string apiVersion, string kind) =>
        OfType((BuiltInTypes.Table.OfKind(apiVersion, kind) ?? throw new KeyNotFoundException($"no built-in kind {apiVersion} {kind}")).Name);

    public static TypeSchema OfType(string typeName) => Cache.GetOrAdd(typeName, static name => Of(name, null));

    private static TypeSchema Of(string type, GoField? field)
    {
        var strategy = Strategy(field?.PatchStrategy);
        var optional = field?.Optional ?? false;
        if (field is { IsList: true } && field.Type == type)
        {
            var list = field.ListType ?? "";
            return new()
            {
                Type = JsonType.Array,
                GoName = GoName(type),
                Optional = optional,
                Pointer = field.Pointer,
                Nullable = true,
                ListKind = list == "set" ? ListKind.Set : list.StartsWith("map:", StringComparison.Ordinal) ? ListKind.Map : ListKind.Atomic,
                ListKindIsExplicit = list.Length > 0,
                ListMapKeys = list.StartsWith("map:", StringComparison.Ordinal) ? [.. list[4..].Split(',')] : [],
                PatchStrategy = strategy,
                PatchMergeKey = field.PatchKey,
                ItemSource = () => Of(field.Element, null),
            };
        }

        if (field is { IsMap: true } && field.Type == type)
        {
            return new()
            {
                Type = JsonType.Object,
                GoName = GoName(type),
                Optional = optional,
                Pointer = field.Pointer,
                Nullable = true,
                AtomicMap = field.ListType == "atomic",
                PatchStrategy = strategy,
                AdditionalSource = () => Of(field.Element, null),
            };
        }

        if (type.StartsWith("[]", StringComparison.Ordinal))
        {
            return new()
            {
                Type = JsonType.Array,
                GoName = GoName(type),
                Nullable = true,
                ItemSource = () => Of(type[2..], null),
            };
        }

        return Scalar(type, field, optional, strategy) ?? Struct(type, field, optional, strategy);
    }

    private static TypeSchema? Scalar(string type, GoField? field, bool optional, PatchStrategy strategy)
    {
        var (json, format) = type switch
        {
            "string" => (JsonType.String, ""),
            "bool" => (JsonType.Boolean, ""),
            "int32" or "int64" => (JsonType.Integer, type),
            "float64" => (JsonType.Number, ""),
            "bytes" => (JsonType.String, "byte"),
            "api/resource.Quantity" => (JsonType.String, "quantity"),
            "meta/v1.Time" or "time.Time" => (JsonType.String, "time"),
            "meta/v1.MicroTime" => (JsonType.String, "micro-time"),
            "meta/v1.Duration" => (JsonType.String, "duration"),
            "util/intstr.IntOrString" => (JsonType.Any, "int-or-string"),
            "runtime.RawExtension" or "any" or "meta/v1.FieldsV1" or "apiextensions/v1.JSON" or "apiextensions/v1.JSONSchemaPropsOrArray"
                or "apiextensions/v1.JSONSchemaPropsOrBool" or "apiextensions/v1.JSONSchemaPropsOrStringArray" => (JsonType.Any, "json"),
            _ => (JsonType.Object, "struct"),
        };
        if (format == "struct")
            return null;
        return new()
        {
            Type = json,
            Format = format == "json" ? "" : format,
            IntOrString = format == "int-or-string",
            PreserveUnknown = format == "json",
            // A Go string or number takes null for absent.
            Nullable = true,
            GoName = GoName(type),
            Optional = optional,
            Pointer = field?.Pointer ?? false,
            PatchStrategy = strategy,
            Default = field?.Default,
        };
    }

    private static TypeSchema Struct(string type, GoField? field, bool optional, PatchStrategy strategy)
    {
        var go = BuiltInTypes.Table.Find(type) ?? throw new KeyNotFoundException($"no built-in type {type}");
        return new()
        {
            Type = JsonType.Object,
            GoName = GoName(type),
            Optional = optional,
            Pointer = field?.Pointer ?? false,
            Nullable = true,
            AtomicMap = go.Atomic || field?.ListType == "atomic",
            PatchStrategy = strategy,
            Default = field?.Default,
            PropertySource = () =>
            {
                var properties = new Dictionary<string, TypeSchema>(StringComparer.Ordinal);
                Collect(go, properties);
                return properties;
            },
        };
    }

    private static void Collect(GoType type, Dictionary<string, TypeSchema> properties)
    {
        foreach (var field in type.Fields)
        {
            if (!field.Inlined)
            {
                properties[field.Json] = Of(field.Type, field);
            }
            else if (field.Type == "runtime.TypeMeta" || field.Type == "meta/v1.TypeMeta")
            {
                properties["apiVersion"] = OfType("string");
                properties["kind"] = OfType("string");
            }
            else if (BuiltInTypes.Table.Find(field.Type) is { } inlined)
            {
                Collect(inlined, properties);
            }
        }
    }

    private static PatchStrategy Strategy(string? text)
    {
        var strategy = PatchStrategy.None;
        foreach (var part in (text ?? "").Split(','))
            strategy |= part switch { "merge" => PatchStrategy.Merge, "replace" => PatchStrategy.Replace, "retainKeys" => PatchStrategy.RetainKeys, _ => PatchStrategy.None };
        return strategy;
    }

    /// <summary><c>[]core/v1.Container</c> becomes <c>[]v1.Container</c>.</summary>
    private static string GoName(string type)
    {
        var slash = type.LastIndexOf('/');
        if (slash < 0)
            return type == "bytes" ? "[]uint8" : type;
        var start = slash;
        while (start > 0 && type[start - 1] is (>= 'a' and <= 'z') or '.')
            start--;
        return type[..start] + type[(slash + 1)..];
    }
}
