using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.Selectors;

/// <summary>The text form of a LabelSelector object.</summary>
internal static class LabelSelectorText
{
    /// <param name="selector"><c>matchLabels</c> and <c>matchExpressions</c>, or the labels themselves.</param>
    public static string Of(JsonObject selector)
    {
        var labels = selector["matchLabels"] as JsonObject ?? (selector.ContainsKey("matchExpressions") ? [] : selector);
        var terms = labels.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal).ToList();
        foreach (var expression in (selector["matchExpressions"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var values = string.Join(',', expression.Texts("values").Order(StringComparer.Ordinal));
            terms.Add(expression.Text("operator") switch
            {
                "In" => $"{expression.Text("key")} in ({values})",
                "NotIn" => $"{expression.Text("key")} notin ({values})",
                "DoesNotExist" => $"!{expression.Text("key")}",
                _ => expression.Text("key"),
            });
        }

        return string.Join(',', terms);
    }
}
