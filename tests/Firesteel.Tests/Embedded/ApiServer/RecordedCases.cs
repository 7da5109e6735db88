using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Embedded.ApiServer;

/// <summary>What the published Kubernetes libraries answered; one JSON array a file.</summary>
internal static class RecordedCases
{
    public static IReadOnlyList<JsonObject> Of(string file) =>
        [.. StrictJson.Read(File.ReadAllText(Path.Combine(Checkout.Cases, "kubernetes", file))).Root!.AsArray().Select(item => item!.AsObject())];

    /// <summary>Runs a check on each case and fails with all that went wrong, one line each.</summary>
    public static void All(IEnumerable<JsonObject> cases, Func<JsonObject, string?> check)
    {
        var failures = new List<string>();
        var count = 0;
        foreach (var item in cases)
        {
            count++;
            string? failure;
            try
            {
                failure = check(item);
            }
            catch (Exception exception)
            {
                failure = exception.ToString();
            }

            if (failure is not null)
                failures.Add($"{item["name"]}: {failure}");
        }

        count.ShouldBeGreaterThan(0);
        failures.ShouldBeEmpty($"{failures.Count} of {count} failed:\n{string.Join('\n', failures)}");
    }

    public static string? Differ(JsonNode? expected, JsonNode? actual) =>
        JsonEquality.Same(expected, actual) ? null : $"\n   expected {GoText.Json(expected)}\n   actual   {GoText.Json(actual)}";

    public static string Text(this JsonObject item, string name) => (string?)item[name] ?? "";

    /// <summary>What Go prints for zero values taken out, at every depth: empty objects, nulls, empty texts, a port that is 0.</summary>
    public static JsonNode? WithoutEmpty(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject obj:
                var result = new JsonObject();
                foreach (var (key, value) in obj)
                {
                    if (key == "managedFields")
                        result[key] = value?.DeepClone();
                    else if (WithoutEmpty(value) is { } kept and not JsonObject { Count: 0 } && !IsZeroOfGo(key, kept))
                        result[key] = kept;
                }

                return result;
            case JsonArray array:
                return new JsonArray([.. array.Select(WithoutEmpty)]);
            default:
                return node?.DeepClone();
        }
    }

    private static bool IsZeroOfGo(string key, JsonNode value) => value is JsonValue && value.ToJsonString() is var text && (text == "\"\"" || (key == "targetPort" && text == "0"));
}
