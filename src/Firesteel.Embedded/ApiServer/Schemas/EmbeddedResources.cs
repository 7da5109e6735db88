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
                Visit(below, member, schema.Properties.ContainsKey(name) ? ValueWalker.Join(path, name) : $"{path}[{name}]", causes);
        }
    }

    private static void CheckResource(JsonObject map, string path, List<Cause> causes)
    {
        CheckType(map, "apiVersion", path, causes, version => ApiVersionError(version));
        CheckType(map, "kind", path, causes, kind => Names.IsDns1035Label(kind.ToLowerInvariant()) is { Length: > 0 } error ? "may have mixed case, but should otherwise match: " + error : null);
        if (map["metadata"] is JsonObject metadata)
            ObjectMetaValidation.CheckEmbedded(metadata, $"{path}.metadata", causes);
    }

    private static void CheckType(JsonObject map, string name, string path, List<Cause> causes, Func<string, string?> rule)
    {
        if (!map.TryGetPropertyValue(name, out var value))
            causes.Add(Cause.Required($"{path}.{name}"));
        else if (value is not JsonValue text || !text.TryGetValue(out string? given))
            causes.Add(Cause.Invalid($"{path}.{name}", value, "must be a string"));
        else if (given.Length == 0)
            causes.Add(Cause.Invalid($"{path}.{name}", given, "must not be empty"));
        else if (rule(given) is { } error)
            causes.Add(Cause.Invalid($"{path}.{name}", given, error));
    }

    private static string? ApiVersionError(string version) => version != "/" && version.Count(c => c == '/') > 1 ? $"unexpected GroupVersion string: {version}" : null;
}
