using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>Reading and writing <c>metadata</c> of a tree.</summary>
internal static class ObjectMetadata
{
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const int LongestGenerated = 63;
    private const int RandomLength = 5;

    /// <summary>The object's metadata, made if there is none.</summary>
    public static JsonObject Metadata(this JsonObject item)
    {
        if (item["metadata"] is JsonObject metadata)
            return metadata;
        item["metadata"] = metadata = [];
        return metadata;
    }

    public static string Text(this JsonObject parent, string name) => parent[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    public static long? Number(this JsonObject parent, string name) => parent[name] is not JsonValue value ? null
        : value.TryGetValue(out long number) ? number
        // One that the server itself has filled in.
        : value.TryGetValue(out int filled) ? filled : null;

    /// <summary>A list of texts; entries of other types are left out.</summary>
    public static List<string> Texts(this JsonObject parent, string name) =>
        parent[name] is JsonArray items ? [.. items.OfType<JsonValue>().Where(item => item.GetValueKind() == JsonValueKind.String).Select(item => item.GetValue<string>())] : [];

    /// <summary>Sets a list, or takes the field out when the list is empty.</summary>
    public static void SetTexts(this JsonObject parent, string name, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 0)
            parent.Remove(name);
        else
            parent[name] = new JsonArray([.. texts.Select(text => (JsonNode)text)]);
    }

    /// <summary>Takes a member over from another object: set there, it is set here; absent there, it is absent here.</summary>
    public static void CopyFrom(this JsonObject target, JsonObject source, string name)
    {
        if (source.TryGetPropertyValue(name, out var value))
            target[name] = value?.DeepClone();
        else
            target.Remove(name);
    }

    public static string GenerateName(string prefix)
    {
        if (prefix.Length > LongestGenerated - RandomLength)
            prefix = prefix[..(LongestGenerated - RandomLength)];
        return prefix + RandomNumberGenerator.GetString(Alphabet, RandomLength);
    }

    public static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
