using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.Lake.Policies;

/// <summary>A policy as lines that compare: stores give back the same rules in another order, or a one-element list as a text.</summary>
public static class PolicyText
{
    /// <summary>One line for each statement, sorted: <c>Allow s3:GetObject on arn:aws:s3:::lake/* if StringLike s3:prefix data/*</c>.</summary>
    public static ImmutableArray<string> Lines(JsonNode? policy) =>
        [.. Items(policy?["Statement"]).Select(Line).Order(StringComparer.Ordinal)];

    private static string Line(JsonNode? statement)
    {
        var line = $"{Texts(statement?["Effect"])} {Texts(statement?["Action"])}{Not(statement, "NotAction")} on {Texts(statement?["Resource"])}{Not(statement, "NotResource")}";
        var conditions = (statement?["Condition"] as JsonObject ?? [])
            .SelectMany(op => (op.Value as JsonObject ?? []).Select(key => $"{op.Key} {key.Key} {Texts(key.Value)}")).Order(StringComparer.Ordinal);
        return conditions.Any() ? $"{line} if {string.Join(" and ", conditions)}" : line;
    }

    private static string Not(JsonNode? statement, string name) => statement?[name] is { } not ? $" {name} {Texts(not)}" : "";

    private static string Texts(JsonNode? node) => string.Join(", ", Items(node).Select(item => item?.ToString() ?? "").Select(text => text.Length == 0 ? "\"\"" : text).Order(StringComparer.Ordinal));

    private static IEnumerable<JsonNode?> Items(JsonNode? node) => node switch
    {
        null => [],
        JsonArray array => array.AsEnumerable(),
        _ => Enumerable.Repeat(node, 1)!,
    };
}
