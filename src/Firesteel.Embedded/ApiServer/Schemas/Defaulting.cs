using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>Fills in a structural schema's defaults.</summary>
public static class Defaulting
{
    /// <summary>Changes <paramref name="obj"/> in place. Nulls that may not be null become the default, or go away.</summary>
    /// <param name="dropNulls">False for the result of a server-side apply, whose nulls stay to be refused.</param>
    public static void Apply(TypeSchema schema, JsonObject obj, bool dropNulls = true)
    {
        if (dropNulls)
            PruneNulls(schema, obj);
        if (schema.HasDefaults)
            Visit(schema, obj);
    }

    private static void Visit(TypeSchema schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, property) in schema.Properties)
                {
                    if (property.Default is { } given && (!map.TryGetPropertyValue(name, out var current) || (current is null && !property.Nullable)))
                        map[name] = given.DeepClone();
                }

                foreach (var (name, member) in map.ToList())
                {
                    if (schema.Properties.TryGetValue(name, out var property))
                    {
                        if (property.HasDefaults)
                            Visit(property, member);
                    }
                    else if (schema.AdditionalProperties is { HasDefaults: true } additional)
                    {
                        if (member is null && !additional.Nullable && additional.Default is { } filler)
                            map[name] = filler.DeepClone();
                        Visit(additional, map[name]);
                    }
                }

                break;
            case JsonArray list when schema.Items is { HasDefaults: true } items:
                for (var index = 0; index < list.Count; index++)
                {
                    if (list[index] is null && !items.Nullable && items.Default is { } filler)
                        list[index] = filler.DeepClone();
                    Visit(items, list[index]);
                }

                break;
        }
    }

    /// <summary>A null of a field that is not nullable counts as absent. In lists it stays, to be refused.</summary>
    private static void PruneNulls(TypeSchema schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, member) in map.ToList())
                {
                    if (schema.Member(name) is not { } property)
                        continue;
                    if (member is not null)
                        PruneNulls(property, member);
                    else if (!property.Nullable && property.Default is null)
                        map.Remove(name);
                }

                break;
            case JsonArray list when schema.Items is { } items:
                foreach (var item in list)
                    PruneNulls(items, item);
                break;
        }
    }
}
