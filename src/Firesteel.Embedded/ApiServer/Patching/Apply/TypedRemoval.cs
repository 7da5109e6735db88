using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <summary>An object without the fields of a set.</summary>
internal static class TypedRemoval
{
    public static JsonNode? Of(TypeSchema? schema, JsonNode? value, FieldSet removed)
    {
        if (removed.IsEmpty)
            return value?.DeepClone();
        var atom = Atom.Of(schema).For(value);
        switch (value)
        {
            case JsonObject { Count: > 0 } map when atom.IsMap:
                var result = new JsonObject();
                foreach (var (name, member) in map)
                {
                    var element = PathElement.Field(name);
                    if (!removed.Has(element))
                        result[name] = Of(atom.Member(name), member, removed.Below(element));
                }

                return result.Count > 0 ? result : null;
            case JsonArray { Count: > 0 } list when atom.IsList:
                var items = new JsonArray();
                for (var index = 0; index < list.Count; index++)
                {
                    var known = ListKey.TryOf(atom, index, list[index], out var element, out _);
                    if (!known || !removed.Has(element))
                        items.Add(Of(atom.Item, list[index], known ? removed.Below(element) : FieldSet.Empty));
                }

                return items.Count > 0 ? items : null;
            case JsonObject or JsonArray:
                return null;
            default:
                return value?.DeepClone();
        }
    }
}
