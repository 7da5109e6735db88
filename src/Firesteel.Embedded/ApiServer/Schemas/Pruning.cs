using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>Takes out what a structural schema does not declare.</summary>
public static class Pruning
{
    /// <returns>Paths of what was dropped, such as <c>spec.parts[0].extra</c>, sorted. <paramref name="obj"/> is changed in place.</returns>
    public static IReadOnlyList<string> Apply(TypeSchema schema, JsonObject obj)
    {
        var dropped = new List<string>();
        PruneObject(schema, obj, "", isResource: true, dropped);
        dropped.Sort(StringComparer.Ordinal);
        return dropped;
    }

    private static void Visit(TypeSchema schema, JsonNode? value, string path, List<string> dropped)
    {
        switch (value)
        {
            case JsonObject map:
                PruneObject(schema, map, path, schema.EmbeddedResource, dropped);
                break;
            case JsonArray list:
                if (schema.Items is { } items)
                {
                    for (var index = 0; index < list.Count; index++)
                        Visit(items, list[index], $"{path}[{index}]", dropped);
                }
                else if (!schema.PreserveUnknown)
                {
                    for (var index = 0; index < list.Count; index++)
                        Visit(Closed, list[index], $"{path}[{index}]", dropped);
                }

                break;
        }
    }

    private static void PruneObject(TypeSchema schema, JsonObject map, string path, bool isResource, List<string> dropped)
    {
        List<string>? unknown = null;
        foreach (var (name, value) in map)
        {
            if (isResource && name is ("apiVersion" or "kind" or "metadata"))
                continue;

            if (schema.Member(name) is { } member)
                Visit(member, value, ValueWalker.Join(path, name), dropped);
            else if (!schema.PreserveUnknown)
                (unknown ??= []).Add(name);
        }

        foreach (var name in unknown ?? [])
        {
            map.Remove(name);
            dropped.Add(ValueWalker.Join(path, name));
        }
    }

    private static TypeSchema Closed { get; } = new();
}
