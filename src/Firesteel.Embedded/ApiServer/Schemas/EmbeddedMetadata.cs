using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>Reads the metadata of objects inside an object (<c>x-kubernetes-embedded-resource</c>) as metadata is read: types checked, unknown fields dropped.</summary>
internal static class EmbeddedMetadata
{
    /// <param name="resource">Changed in place.</param>
    /// <returns>Paths of dropped fields, and the first type error (or null).</returns>
    public static (IReadOnlyList<string> Unknown, string? Error) Apply(TypeSchema schema, JsonObject resource)
    {
        var unknown = new List<string>();
        var error = Members(schema, resource, "", unknown);
        unknown.Sort(StringComparer.Ordinal);
        return (unknown, error);
    }

    private static string? Members(TypeSchema schema, JsonObject map, string path, List<string> unknown)
    {
        foreach (var (name, value) in map)
        {
            if (value is JsonObject or JsonArray && schema.Member(name) is { HasEmbeddedResources: true } member
                && Visit(member, value, ValueWalker.Join(path, name), unknown) is { } error)
                return error;
        }

        return null;
    }

    private static string? Visit(TypeSchema schema, JsonNode? value, string path, List<string> unknown)
    {
        switch (value)
        {
            case JsonArray list when schema.Items is { } items:
                for (var index = 0; index < list.Count; index++)
                {
                    if (Visit(items, list[index], $"{path}[{index}]", unknown) is { } error)
                        return error;
                }

                return null;
            case JsonObject map:
                return (schema.EmbeddedResource ? Resource(map, path, unknown) : null) ?? Members(schema, map, path, unknown);
            default:
                return null;
        }
    }

    private static string? Resource(JsonObject map, string path, List<string> unknown)
    {
        foreach (var name in (string[])["apiVersion", "kind"])
        {
            if (map.TryGetPropertyValue(name, out var value) && !(value is JsonValue text && text.TryGetValue(out string? _)))
                return Cause.Invalid($"{path}.{name}", value, "must be a string").Text;
        }

        if (!map.TryGetPropertyValue("metadata", out var metadata))
            return null;
        if (metadata is null)
            map["metadata"] = metadata = new JsonObject();
        if (metadata is not JsonObject members)
            return Cause.Invalid($"{path}.metadata", metadata, $"json: cannot unmarshal {GoText.JsonKind(metadata)} into Go value of type v1.ObjectMeta").Text;
        var before = members.DeepClone();
        var (dropped, error) = TypedDecoding.Apply(BuiltInSchemas.ObjectMeta, members, $"{path}.metadata");
        unknown.AddRange(dropped);
        return error is null ? null : Cause.Invalid($"{path}.metadata", before, error).Text;
    }
}
