using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>
/// A built-in kind before anything is set, as Go writes it: structs that are no pointers are always there, and so nobody
/// who creates an object owns them.
/// </summary>
internal static class EmptyObjects
{
    private static readonly ConcurrentDictionary<string, JsonObject> Made = new(StringComparer.Ordinal);

    /// <returns>A tree of the caller's own.</returns>
    public static JsonObject Of(KindInfo kind) => (JsonObject)Made.GetOrAdd($"{kind.ApiVersion}/{kind.Kind}", _ =>
    {
        var empty = BuiltInTypes.Table.OfKind(kind.ApiVersion, kind.Kind) is { } type ? Struct(type) : [];
        empty["apiVersion"] = kind.ApiVersion;
        empty["kind"] = kind.Kind;
        empty.Remove("metadata");
        return empty;
    }).DeepClone();

    private static JsonObject Struct(GoType type)
    {
        var value = new JsonObject();
        foreach (var field in type.Fields)
        {
            if (field.Inlined || field.Pointer || field.Json == ".")
                continue;
            if (!field.IsList && !field.IsMap && !type.Atomic && BuiltInTypes.Table.Find(field.Type) is { Fields.IsEmpty: false } nested && field.Type is not ("meta/v1.Time" or "meta/v1.MicroTime" or "api/resource.Quantity" or "util/intstr.IntOrString"))
                value[field.Json] = Struct(nested);
            else if (!field.Optional)
                value[field.Json] = field.Type switch { "string" => "", "bool" => false, "int32" or "int64" => 0, _ => null };
        }

        return value;
    }
}
