using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>Objects inside objects (<c>x-kubernetes-embedded-resource</c>): they need a kind and well-formed metadata.</summary>
internal static class EmbeddedResources
{
    public static void Check(TypeSchema schema, JsonNode? value, List<Cause> causes)
    {
        if (value is JsonObject root)
            Members(schema, root, "", causes);
    }

    private static void Visit(TypeSchema schema, JsonNode? value, string path, List<Cause> causes)
    {
        switch (value)
        {
            case JsonObject map:
                if (schema.EmbeddedResource)
                    CheckResource(map, path, causes);
                Members(schema, map, path, causes);
                break;
            case JsonArray list when schema.Items is { } items:
                for (var index = 0; index < list.Count; index++)
                    Visit(items, list[index], $"{path}[{index}]", causes);
                break;
        }
    }

    private static void Members(TypeSchema schema, JsonObject map, string path, List<Cause> causes)
    {
        foreach (var (name, member) in map)
        {
            if (member is JsonObject or JsonArray && schema.Member(name) is { } below)
                Visit(below, member, ValueWalker.Join(path, name), causes);
        }
    }

    private static void CheckResource(JsonObject map, string path, List<Cause> causes)
    {
        foreach (var name in new[] { "apiVersion", "kind" })
        {
            if (!map.TryGetPropertyValue(name, out var value))
                causes.Add(Cause.Required($"{path}.{name}", ""));
            else if (value is JsonValue text && text.TryGetValue(out string? given) && given.Length == 0)
                causes.Add(Cause.Required($"{path}.{name}", ""));
        }

        if (map["kind"] is JsonValue kind && kind.TryGetValue(out string? kindName) && kindName.Length > 0
            && Names.IsDns1035Label(kindName.ToLowerInvariant()) is { Length: > 0 } error)
            causes.Add(Cause.Invalid($"{path}.kind", kindName, "may have mixed case, but should otherwise match: " + error));
        if (map["metadata"] is JsonObject metadata)
            ObjectMetaValidation.CheckLabelsAndAnnotations(metadata, $"{path}.metadata", causes);
    }
}
