using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Spark.Translation;

/// <summary>
/// The pods of a recorded scenario as kubeflow's webhook left them, and how they are compared: lists whose items have names or mount paths go by those,
/// values that hold a token of the recording (an id, a hash) are not compared.
/// </summary>
internal static partial class RecordedPods
{
    private static readonly string[] Keys = ["name", "mountPath", "containerPort", "ip", "key"];

    public static IEnumerable<string> Scenarios => Directory.EnumerateFiles(Path.Combine(Checkout.Cases, "kubeflow"), "objects.json", SearchOption.AllDirectories)
        .Select(path => Path.GetFileName(Path.GetDirectoryName(path)!)).Where(name => !name.Contains("connect", StringComparison.Ordinal) && Driver(name) is not null).Order(StringComparer.Ordinal);

    /// <summary>The first driver.</summary>
    public static JsonObject? Driver(string scenario) => ((JsonArray)Objects(scenario)["writes"]!).OfType<JsonObject>()
        .FirstOrDefault(write => (string?)write["by"] == "spark-submit" && (string?)write["resource"] == "pods" && write["refused"] is null)?["object"] as JsonObject;

    /// <summary>The first executor, before and after the webhook.</summary>
    public static (JsonObject Before, JsonObject After)? Executor(string scenario) =>
        (Objects(scenario)["executor_pods"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(pod => pod["request"] is not null) is { } pod
            ? ((JsonObject)pod["request"]!, (JsonObject)pod["object"]!)
            : null;

    /// <returns>One line for each difference, ours to theirs.</returns>
    public static IEnumerable<string> Compare(JsonNode? theirs, JsonNode? ours, string path = "")
    {
        switch (theirs, ours)
        {
            case (JsonObject left, JsonObject right):
                foreach (var name in left.Select(member => member.Key).Union(right.Select(member => member.Key)).Order(StringComparer.Ordinal).ToArray())
                {
                    foreach (var difference in Compare(left[name], right[name], path.Length == 0 ? name : $"{path}.{name}"))
                        yield return difference;
                }

                break;
            case (JsonArray left, JsonArray right) when Key(left) is { } key && Key(right) is not null:
                var (named, mine) = (Named(left, key), Named(right, key));
                foreach (var name in named.Keys.Union(mine.Keys).Order(StringComparer.Ordinal))
                {
                    foreach (var difference in Compare(named.GetValueOrDefault(name), mine.GetValueOrDefault(name), $"{path}[{name}]"))
                        yield return difference;
                }

                break;
            default:
                if (IsEmpty(theirs) && IsEmpty(ours) || JsonNode.DeepEquals(theirs, ours) || theirs is JsonValue && Token().IsMatch(theirs.ToJsonString()))
                    yield break;
                yield return $"{path}: kubeflow {theirs?.ToJsonString() ?? "-"}, we {ours?.ToJsonString() ?? "-"}";
                break;
        }
    }

    /// <summary>What a driver makes of a pod template and its own: the template with all that the pod has and it has not.</summary>
    public static JsonNode? Merge(JsonNode? pod, JsonNode? template)
    {
        switch (pod, template)
        {
            case (JsonObject left, JsonObject right):
                return new JsonObject(left.Select(member => member.Key).Union(right.Select(member => member.Key)).Select(name => KeyValuePair.Create(name, Merge(left[name], right[name]))));
            case (JsonArray { Count: > 0 } left, JsonArray { Count: > 0 } right) when Key(left) is { } key && Key(right) == key:
                var mine = Named(right, key);
                var (all, theirs) = (new JsonArray(), Named(left, key));
                foreach (var name in theirs.Keys.Union(mine.Keys))
                    all.Add(Merge(theirs.GetValueOrDefault(name), mine.GetValueOrDefault(name)));
                return all;
            default:
                return (template ?? pod)?.DeepClone();
        }
    }

    private static JsonNode Objects(string scenario) => JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Cases, "kubeflow", scenario, "objects.json")))!;

    private static string? Key(JsonArray list) => Array.Find(Keys, key => list.Count > 0 && list.All(item => item is JsonObject map && map[key] is JsonValue));

    // The same name may stand twice: of two entries in an environment the later counts.
    private static Dictionary<string, JsonNode?> Named(JsonArray list, string key) => list.GroupBy(item => Token().Replace(item![key]!.ToString(), "*")).ToDictionary(group => group.Key, group => group.Last());

    private static bool IsEmpty(JsonNode? node) => node is null or JsonObject { Count: 0 } or JsonArray { Count: 0 } || node is JsonValue && node.ToJsonString() is "\"\"" or "false";

    [GeneratedRegex(@"\b(?:U|T|APPID|HASH|NANOS|SECONDS|MILLIS)\d*\b|[0-9a-f]{16}|[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Token();
}
