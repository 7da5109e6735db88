using System.Text.Json.Nodes;

namespace Firesteel.Embedded.Node.Json;

/// <summary>Reading of API objects: a missing field and one of another type are the same, absent.</summary>
internal static class JsonFields
{
    public static JsonObject? Object(this JsonNode? node, string name) => (node as JsonObject)?[name] as JsonObject;

    /// <returns>The objects of a list; nothing when there is no such list.</returns>
    public static IEnumerable<JsonObject> Items(this JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonArray list ? list.OfType<JsonObject>() : [];

    public static string? Text(this JsonNode? node, string name) => AsText((node as JsonObject)?[name]);

    public static long? Whole(this JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value
            ? value.TryGetValue(out long whole) ? whole : value.TryGetValue(out int narrow) ? narrow : null
            : null;

    public static bool Flag(this JsonNode? node, string name, bool absent = false) =>
        (node as JsonObject)?[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : absent;

    public static DateTimeOffset? Time(this JsonNode? node, string name) =>
        node.Text(name) is { } text && DateTimeOffset.TryParse(text, out var time) ? time : null;

    public static IEnumerable<string> Texts(this JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonArray list ? list.Select(AsText).OfType<string>() : [];

    /// <summary>A map of strings, such as labels or data.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Map(this JsonNode? node, string name)
    {
        foreach (var (key, value) in node.Object(name) ?? [])
        {
            if (AsText(value) is { } text)
                yield return new(key, text);
        }
    }

    public static JsonArray ToJsonArray(this IEnumerable<JsonNode?> items) => [.. items];

    /// <summary>RFC 3339 with whole seconds, as Kubernetes writes times.</summary>
    public static string ToRfc3339(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    public static string? AsText(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
