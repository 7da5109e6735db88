using System.Globalization;

namespace Firesteel.Console.Pages;

/// <summary>Query parameters, decoded, in order. Links of a page are the same query with something changed.</summary>
public sealed class PageQuery
{
    private readonly List<(string Name, string Value)> values;

    private PageQuery(List<(string, string)> values) => this.values = values;

    public static PageQuery Empty { get; } = new([]);

    public string? this[string name] => values.Find(entry => entry.Name == name) is { Name: not null, Value.Length: > 0 } found ? found.Value : null;

    public static PageQuery Parse(string query)
    {
        var values = new List<(string, string)>();
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            values.Add(equals < 0 ? (Decode(pair), "") : (Decode(pair[..equals]), Decode(pair[(equals + 1)..])));
        }

        return new(values);
    }

    public int Integer(string name, int otherwise) =>
        int.TryParse(this[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    public long? Long(string name) =>
        long.TryParse(this[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The query with values replaced; null takes one out.</summary>
    public PageQuery With(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var result = new List<(string Name, string Value)>(values);
        foreach (var (name, value) in changes)
        {
            result.RemoveAll(entry => entry.Name == name);
            if (value is not null)
                result.Add((name, value));
        }

        return new(result);
    }

    /// <summary>What a form has to carry along in hidden fields.</summary>
    public IEnumerable<(string Name, string Value)> Except(params string[] names) => values.Where(entry => !names.Contains(entry.Name));

    /// <summary>From <c>?</c> on; never empty, so that it is a link to the same page.</summary>
    public override string ToString() => "?" + string.Join('&', values.Select(entry => $"{Uri.EscapeDataString(entry.Name)}={Uri.EscapeDataString(entry.Value)}"));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
