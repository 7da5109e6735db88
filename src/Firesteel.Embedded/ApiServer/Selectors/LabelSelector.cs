using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Selectors;

/// <summary>A label selector in its text form (<c>app=x,tier in (a,b),!old</c>); all terms must hold.</summary>
internal sealed record LabelSelector(ImmutableArray<LabelRequirement> Requirements)
{
    public static LabelSelector Everything { get; } = new([]);

    public bool IsEverything => Requirements.IsEmpty;

    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var requirement in Requirements)
        {
            if (!requirement.Matches(labels))
                return false;
        }

        return true;
    }

    /// <exception cref="SelectorException">With a real server's text.</exception>
    public static LabelSelector Parse(string text) => string.IsNullOrEmpty(text) ? Everything : new(new LabelSelectorParser(text).Parse());

    /// <summary>The text form of a LabelSelector object, in the order of its keys; empty for none and for one without terms.</summary>
    public static string TextOf(JsonObject? selector)
    {
        var terms = (selector?["matchLabels"] as JsonObject ?? []).Select(pair => (pair.Key, Text: $"{pair.Key}={pair.Value}")).ToList();
        foreach (var expression in (selector?["matchExpressions"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var key = $"{expression["key"]}";
            var values = string.Join(',', (expression["values"] as JsonArray ?? []).Select(value => $"{value}").Order(StringComparer.Ordinal));
            terms.Add((key, $"{expression["operator"]}" switch
            {
                "In" => $"{key} in ({values})",
                "NotIn" => $"{key} notin ({values})",
                "DoesNotExist" => $"!{key}",
                _ => key,
            }));
        }

        return string.Join(',', terms.OrderBy(term => term.Key, StringComparer.Ordinal).Select(term => term.Text));
    }
}
