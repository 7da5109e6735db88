using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <summary>The identity of a list's item.</summary>
internal static class ListKey
{
    /// <returns>False with a reason when the item has none.</returns>
    public static bool TryOf(in Atom list, int index, JsonNode? item, out PathElement element, out string error)
    {
        element = default;
        error = "";
        switch (list.ListKind)
        {
            case Schemas.ListKind.Map:
                return TryKeys(list, item, out element, out error);
            case Schemas.ListKind.Set:
                error = item switch
                {
                    null => "associative list without keys has an element that's an explicit null",
                    JsonObject => "associative list without keys has an element that's a map type",
                    JsonArray => "not supported: associative list with lists as elements",
                    _ => "",
                };
                if (error.Length > 0)
                    return false;
                element = PathElement.Value(item);
                return true;
            default:
                element = PathElement.Index(index);
                return true;
        }
    }

    private static bool TryKeys(in Atom list, JsonNode? item, out PathElement element, out string error)
    {
        element = default;
        error = item switch
        {
            null => "associative list with keys may not have a null element",
            not JsonObject => "associative list with keys may not have non-map elements",
            _ => "",
        };
        if (error.Length > 0)
            return false;
        var map = (JsonObject)item!;
        var keys = new List<KeyValuePair<string, JsonNode?>>(list.Keys.Length);
        foreach (var name in list.Keys)
        {
            if (map.TryGetPropertyValue(name, out var value))
                keys.Add(new(name, value));
            else if (Default(list.Item?.Member(name)) is { } given)
                keys.Add(new(name, given));
        }

        if (keys.Count == 0)
        {
            error = $"associative list with keys has an element that omits all key fields [{string.Join(' ', list.Keys.Select(GoText.Quote))}] (and doesn't have default values for any key fields)";
            return false;
        }

        element = PathElement.Key(keys);
        return true;
    }

    /// <summary>A built-in field that is always written is the zero of its type when it is not given.</summary>
    private static JsonNode? Default(Schemas.TypeSchema? field) =>
        field is null ? null
        : field.Default is not null || !field.IsBuiltIn || field.Optional ? field.Default
        : field.Type switch { Schemas.JsonType.String => "", Schemas.JsonType.Integer => 0, _ => null };
}
