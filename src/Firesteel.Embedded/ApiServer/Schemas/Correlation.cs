using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>The old value that a new one came from, if that can be told: by name in objects, by key in list maps.</summary>
internal readonly record struct Correlation(bool Exists, JsonNode? Old)
{
    public static Correlation None => default;

    public static Correlation Root(JsonNode? old) => new(old is not null, old);

    public bool Unchanged(JsonNode? @new) => Exists && JsonEquality.Same(Old, @new);

    public Correlation Member(string name) =>
        Exists && Old is JsonObject map && map.TryGetPropertyValue(name, out var value) ? new(true, value) : None;

    public Correlation Item(TypeSchema list, JsonNode? item)
    {
        if (!Exists || list.ListKind != ListKind.Map || Old is not JsonArray items || item is not JsonObject map)
            return None;
        foreach (var candidate in items)
        {
            if (candidate is JsonObject other && list.ListMapKeys.All(key => JsonEquality.Same(KeyOf(list, map, key), KeyOf(list, other, key))))
                return new(true, candidate);
        }

        return None;
    }

    private static JsonNode? KeyOf(TypeSchema list, JsonObject map, string key) => map[key] ?? list.Items?.Member(key)?.Default;
}
