using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Firesteel.TestKit.Submissions;

/// <summary>Brings a recording and our own objects to one form: ids by order of appearance, hash-ordered lists sorted, keys sorted.</summary>
public sealed partial class Normalisation(RecordedSubmission recorded)
{
    private readonly HashSet<string> _unordered = Unordered(recorded);

    /// <summary>Spark 3.5 shuffles several scratch directories and then numbers their volumes.</summary>
    private readonly bool _shuffled = recorded.Name.StartsWith("3.", StringComparison.Ordinal)
        && (recorded.Arguments.Any(argument => argument.StartsWith("spark.local.dir=", StringComparison.Ordinal)) || ((string?)recorded.Json["env"]?["SPARK_LOCAL_DIRS"])?.Contains(',') == true);

    public string Expected(JsonNode node)
    {
        var text = node.ToJsonString();
        foreach (var (placeholder, meaning) in recorded.Json["placeholders"] as JsonObject ?? [])
            text = text.Replace(placeholder, (string)meaning!);
        text = text.Replace("\\u003C", "<").Replace("\\u003E", ">");
        foreach (var (placeholder, meaning) in recorded.Json["placeholders"] as JsonObject ?? [])
            text = text.Replace(placeholder, (string)meaning!);
        return Number(Canonical(JsonNode.Parse(text))!);
    }

    public string Actual(JsonNode node)
    {
        var identity = RecordedSubmission.Identity;
        var text = node.ToJsonString().Replace("\\u003C", "<").Replace("\\u003E", ">")
            .Replace(identity.ApplicationId, "<APP_ID>").Replace(identity.UniqueId, "<HEX16>")
            .Replace(identity.ConfigMapId, "<CONF_ID>").Replace(identity.ServiceId, "<SERVICE_ID>")
            .Replace(identity.SubmittedAt.ToUnixTimeMilliseconds().ToString(), "<SUBMIT_TIME>")
            .Replace(RecordedSubmission.Root, "<CASE_DIR>").Replace(RecordedSubmission.Port, "<PORT>").Replace("/recorded/spark", "<SPARK_HOME>");
        return Number(Canonical(JsonNode.Parse(Uuid().Replace(text, match => $"<UUID-{match.Value}>")))!);
    }

    private JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(entry => entry.Key != "spark.properties")
            .OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Canonical(entry.Value)))),
        JsonValue value when _shuffled && value.ToString().StartsWith("spark-local-dir-", StringComparison.Ordinal) => JsonValue.Create("spark-local-dir-?"),
        JsonValue value when (_shuffled || _unordered.Any(name => name.StartsWith("spark-local-dir-", StringComparison.Ordinal))) && value.ToString() is ['/', ..] paths && paths.Contains(',') =>
            JsonValue.Create(string.Join(',', paths.Split(',').Order(StringComparer.Ordinal))),
        JsonArray list => new JsonArray([.. SortUnordered([.. list.Select(Canonical)])]),
        _ => node?.DeepClone(),
    };

    // Members whose place comes from a hash map change places among themselves only; the group stays where it is.
    private JsonNode?[] SortUnordered(JsonNode?[] items)
    {
        int[] places = [.. Enumerable.Range(0, items.Length).Where(index => items[index] is JsonObject item && IsUnordered(item))];
        JsonNode?[] sorted = [.. places.Select(place => items[place]).OrderBy(item => item!.ToJsonString(), StringComparer.Ordinal)];
        for (var index = 0; index < places.Length; index++)
            items[places[index]] = sorted[index];
        return items;
    }

    // The second: items of a ConfigMap from a directory, in the order of the submitter's file system.
    private bool IsUnordered(JsonObject item) =>
        item["name"] is JsonValue name && (_unordered.Contains(name.ToString()) || _shuffled && name.ToString() == "spark-local-dir-?")
        || item.ContainsKey("key") && item.ContainsKey("path") && !item.ContainsKey("mode");

    private static HashSet<string> Unordered(RecordedSubmission recorded)
    {
        var names = new HashSet<string>();
        foreach (var match in recorded.Arguments.Select(argument => FromMap().Match(argument.Split('=')[0])).Where(match => match.Success))
        {
            names.Add(match.Groups["name"].Value);
            names.Add(match.Groups["name"].Value + "-volume");
        }

        return names;
    }

    private static string Number(JsonNode node)
    {
        var numbers = new Dictionary<string, int>();
        return AnyId().Replace(node.ToJsonString().Replace("\\u003C", "<").Replace("\\u003E", ">"), match =>
        {
            if (!numbers.TryGetValue(match.Value, out var number))
                numbers[match.Value] = number = numbers.Count + 1;
            return $"<{match.Groups["kind"].Value}#{number}>";
        });
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex("<(?<kind>UUID)-[^>]+>|<(?:CONF_|SERVICE_)?(?<kind>ID)(?:-[0-9]+)?>")]
    private static partial Regex AnyId();

    [GeneratedRegex(@"^spark\.kubernetes\.(?:driverEnv|driver\.secretKeyRef|driver\.secrets|driver\.volumes\.[^.]+)\.(?<name>[^.]+)")]
    private static partial Regex FromMap();
}
