using System.Text.Json.Nodes;

namespace Firesteel.Tests.History.Rest;

/// <summary>First difference of two JSON trees: order of properties does not matter, order of arrays does.</summary>
internal static class JsonDifference
{
    public static string? Find(JsonNode? expected, JsonNode? actual, string path, Func<string, bool> ignore)
    {
        if (ignore(path))
            return null;
        switch (expected, actual)
        {
            case (JsonObject left, JsonObject right):
                foreach (var (name, value) in left)
                {
                    if (!right.TryGetPropertyValue(name, out var other) && !ignore($"{path}/{name}"))
                        return $"{path}/{name} is missing";
                    if (Find(value, other, $"{path}/{name}", ignore) is { } difference)
                        return difference;
                }

                return right.Select(entry => entry.Key).Where(name => !left.ContainsKey(name) && !ignore($"{path}/{name}")).Select(name => $"{path}/{name} is too much").FirstOrDefault();
            case (JsonArray left, JsonArray right):
                if (IsSet(path))
                    return left.Select(Text).Order().SequenceEqual(right.Select(Text).Order()) ? null : $"{path}: {left.ToJsonString()} became {right.ToJsonString()}";
                if (left.Count != right.Count)
                    return $"{path}: {left.Count} elements became {right.Count}";
                for (var i = 0; i < left.Count; i++)
                {
                    if (Find(left[i], right[i], $"{path}[{i}]", ignore) is { } difference)
                        return difference;
                }

                return null;
            default:
                return Text(expected) == Text(actual) ? null : $"{path}: {Short(expected)} became {Short(actual)}";
        }
    }

    /// <summary>Parses what may name a property twice (one of Spark's own expectations does): the last one counts.</summary>
    public static JsonNode? Parse(ReadOnlySpan<byte> json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json.ToArray());
        return Copy(document.RootElement);
    }

    private static JsonNode? Copy(System.Text.Json.JsonElement element)
    {
        switch (element.ValueKind)
        {
            case System.Text.Json.JsonValueKind.Object:
                var result = new JsonObject();
                foreach (var property in element.EnumerateObject())
                    result[property.Name] = Copy(property.Value);
                return result;
            case System.Text.Json.JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Copy)]);
            default:
                return JsonNode.Parse(element.GetRawText());
        }
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";

    private static string Short(JsonNode? node) => Text(node) is { Length: > 300 } text ? text[..300] : Text(node);

    /// <summary>Job ids of a SQL execution come in hash order beyond four.</summary>
    private static bool IsSet(string path) => path.EndsWith("JobIds", StringComparison.Ordinal);
}
