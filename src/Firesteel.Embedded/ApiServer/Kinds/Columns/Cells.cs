using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Selectors;

namespace Firesteel.Embedded.ApiServer.Kinds.Columns;

/// <summary>Reading an object's fields for a cell.</summary>
internal static class Cells
{
    public const string None = "<none>";
    public const string Unknown = "<unknown>";
    public const string Unset = "<unset>";

    public static JsonNode? At(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node;
    }

    public static string Text(JsonNode? node, params ReadOnlySpan<string> path) =>
        At(node, path) is JsonValue value ? value.TryGetValue(out string? text) ? text : value.ToJsonString() : "";

    public static long Number(JsonNode? node, params ReadOnlySpan<string> path) => NumberOrNull(node, path) ?? 0;

    public static long? NumberOrNull(JsonNode? node, params ReadOnlySpan<string> path) =>
        At(node, path) is JsonValue value ? Wire.JsonNumber.TryRead(value, out var number) ? number.AsLong : null : null;

    public static bool True(JsonNode? node, params ReadOnlySpan<string> path) =>
        At(node, path) is JsonValue value && value.TryGetValue(out bool flag) && flag;

    public static IEnumerable<JsonObject> Items(JsonNode? node, params ReadOnlySpan<string> path) =>
        (At(node, path) as JsonArray)?.OfType<JsonObject>() ?? [];

    public static IEnumerable<string> Texts(JsonNode? node, params ReadOnlySpan<string> path) =>
        (At(node, path) as JsonArray)?.Select(item => Text(item)) ?? [];

    public static int Count(JsonNode? node, params ReadOnlySpan<string> path) => At(node, path) switch
    {
        JsonArray array => array.Count,
        JsonObject obj => obj.Count,
        _ => 0,
    };

    public static string AgeOf(JsonObject obj, DateTimeOffset now) => Since(Text(obj, "metadata", "creationTimestamp"), now);

    public static string Since(string time, DateTimeOffset now) =>
        DateTimeOffset.TryParse(time, null, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) ? HumanDuration.Of(now - at) : Unknown;

    public static string OrNone(string text) => text.Length == 0 ? None : text;

    public static string OrUnset(string text) => text.Length == 0 ? Unset : text;

    /// <summary><c>a=b,c=d</c>, sorted; <c>&lt;none&gt;</c> when empty.</summary>
    public static string Labels(JsonNode? labels) =>
        labels is JsonObject { Count: > 0 } map
            ? string.Join(',', map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={Text(pair.Value)}"))
            : None;

    /// <summary>A LabelSelector in the text form.</summary>
    public static string Selector(JsonNode? selector) => LabelSelector.TextOf(selector as JsonObject) is { Length: > 0 } text ? text : None;

    /// <summary>Names and images of a pod template's containers, for wide columns.</summary>
    public static (string Names, string Images) Containers(JsonNode? podSpec)
    {
        var containers = Items(podSpec, "containers").ToList();
        return (string.Join(',', containers.Select(item => Text(item, "name"))), string.Join(',', containers.Select(item => Text(item, "image"))));
    }
}
