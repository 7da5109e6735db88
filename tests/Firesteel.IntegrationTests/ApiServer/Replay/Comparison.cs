using System.Text.Json;
using System.Text.Json.Nodes;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>Compares an answer with the recorded one, as the recordings' README says it is to be done.</summary>
internal sealed class Comparison(Placeholders placeholders, IReadOnlySet<string> unordered)
{
    /// <summary>Words of a Go program's insides: whoever is not that program says them in its own way.</summary>
    private static readonly string[] GoWords =
    [
        "json: cannot unmarshal", "json parse error", "strconv.", "in scheme \"", "yaml: ", "error decoding patch", "Object 'Kind' is missing",
    ];

    /// <returns>The first difference; null when there is none.</returns>
    public string? Body(JsonNode? expected, JsonNode? actual) => Node(expected, Arranged(actual), "body");

    public string? Node(JsonNode? expected, JsonNode? actual, string path)
    {
        if (expected is JsonValue placeholder && placeholder.GetValueKind() == JsonValueKind.String && placeholder.GetValue<string>() is "<paths>" or "<info>" or "<hash>")
            return null;
        return (expected, actual) switch
        {
            (JsonObject left, JsonObject right) => Object(left, right, path),
            (JsonArray left, JsonArray right) => unordered.Contains(Generic(path)) ? Unordered(left, right, path) : Array(left, right, path),
            (JsonValue left, JsonValue right) => Value(left, right, path),
            (null, null) => null,
            _ => $"{path}: expected {Show(expected)}, got {Show(actual)}",
        };
    }

    private string? Object(JsonObject expected, JsonObject actual, string path)
    {
        foreach (var (name, value) in expected.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!actual.TryGetPropertyValue(name, out var found))
                return $"{path}.{name}: expected {Show(value)}, got nothing";
            if (name == "resourceVersion" && path.EndsWith(".metadata", StringComparison.Ordinal) && expected.ContainsKey("name") is false && placeholders.ListVersion(value?.ToString() ?? "", found?.ToString() ?? ""))
                continue;
            if (name == "message" && IsLoose(expected, actual))
                continue;
            if (Node(value, found, $"{path}.{name}") is { } difference)
                return difference;
        }

        return actual.Select(pair => pair.Key).FirstOrDefault(name => !expected.ContainsKey(name)) is { } extra
            ? $"{path}.{extra}: expected nothing, got {Show(actual[extra])}"
            : null;
    }

    private bool IsLoose(JsonObject expected, JsonObject actual)
    {
        if (expected["message"]?.ToString() is not { } message || actual["message"]?.ToString() is not { } given)
            return false;
        if (GoWords.Any(message.Contains))
            return given.Length > 0;
        return unordered.Contains("body.message") && expected.ContainsKey("code") && Words(placeholders.Fill(message)).SequenceEqual(Words(given));
    }

    private static IEnumerable<string> Words(string text) => text.Split([' ', ',', '[', ']', '\n'], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);

    private string? Array(JsonArray expected, JsonArray actual, string path)
    {
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            if (Node(expected[i], actual[i], $"{path}[{i}]") is { } difference)
                return difference;
        }

        return expected.Count == actual.Count ? null
            : $"{path}: expected {expected.Count} items, got {actual.Count}: {Show(expected.Count > actual.Count ? expected[actual.Count] : actual[expected.Count])}";
    }

    private string? Unordered(JsonArray expected, JsonArray actual, string path)
    {
        var left = actual.ToList();
        foreach (var wanted in expected)
        {
            var at = left.FindIndex(candidate =>
            {
                var trial = placeholders.Copy();
                if (new Comparison(trial, unordered).Node(wanted, candidate, path + "[0]") is not null)
                    return false;
                placeholders.Take(trial);
                return true;
            });
            if (at < 0)
                return $"{path}: expected an item {Show(wanted)}, got only {Show(new JsonArray([.. left.Select(one => one?.DeepClone())]))}";
            left.RemoveAt(at);
        }

        return left.Count == 0 ? null : $"{path}: expected no item {Show(left[0])}";
    }

    private string? Value(JsonValue expected, JsonValue actual, string path)
    {
        var (left, right) = (expected.GetValueKind(), actual.GetValueKind());
        var same = left == right && left switch
        {
            JsonValueKind.String => placeholders.Matches(expected.GetValue<string>(), actual.GetValue<string>()),
            JsonValueKind.Number => expected.ToJsonString() == actual.ToJsonString() || expected.GetValue<double>() == actual.GetValue<double>(),
            _ => true,
        };
        return same ? null : $"{path}: expected {Show(expected)}, got {Show(actual)}";
    }

    /// <summary>managedFields in the recordings' order.</summary>
    private static JsonNode? Arranged(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var arranged = new JsonObject();
                foreach (var (name, value) in members)
                {
                    arranged[name] = name == "managedFields" && value is JsonArray entries
                        ? new JsonArray([.. entries.OrderBy(SortKey, StringComparer.Ordinal).Select(entry => entry?.DeepClone())])
                        : Arranged(value);
                }

                return arranged;
            case JsonArray items:
                return new JsonArray([.. items.Select(Arranged)]);
            default:
                return node?.DeepClone();
        }
    }

    private static string SortKey(JsonNode? entry) => string.Join('\0', ((string[])["operation", "manager", "apiVersion", "subresource"]).Select(name => entry?[name]?.ToString() ?? ""));

    private static string Generic(string path) => System.Text.RegularExpressions.Regex.Replace(path, @"\[\d+\]", "[]");

    private static string Show(JsonNode? node) => node?.ToJsonString(Plain) is { } text ? text.Length > 700 ? text[..700] + "…" : text : "null";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
