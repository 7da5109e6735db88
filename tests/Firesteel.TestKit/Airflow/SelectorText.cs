using System.Text.Json.Nodes;

namespace Firesteel.TestKit.Airflow;

/// <summary>The label selectors that Airflow sends, read by the test itself: <c>a=b</c>, <c>a!=b</c>, <c>!a</c>, <c>a</c>.</summary>
public static class SelectorText
{
    public static bool Matches(string selector, JsonObject labels) => selector.Split(',', StringSplitOptions.RemoveEmptyEntries).All(term => term.Split("!=") switch
    {
        [var key, var value] => (string?)labels[key] != value,
        _ when term[0] == '!' => !labels.ContainsKey(term[1..]),
        _ => term.Split('=', 2) is [var key, var value] ? (string?)labels[key] == value : labels.ContainsKey(term),
    });
}
