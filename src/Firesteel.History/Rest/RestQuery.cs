namespace Firesteel.History.Rest;

/// <summary>Query parameters, decoded, in order; a name may occur several times.</summary>
internal sealed class RestQuery
{
    private readonly List<(string Name, string Value)> values = [];

    public static RestQuery Parse(string query)
    {
        var result = new RestQuery();
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            result.values.Add((Decode(name), Decode(value)));
        }

        return result;
    }

    public string? First(string name) => values.Find(entry => entry.Name == name) is { Name: not null } found ? found.Value : null;

    public IEnumerable<string> All(string name) => values.Where(entry => entry.Name == name).Select(entry => entry.Value);

    /// <summary>True only for "true", as Java's parser says; nothing behind the <c>=</c> is as good as no parameter.</summary>
    public bool Flag(string name, bool otherwise) => First(name) is { Length: > 0 } text ? text.Equals("true", StringComparison.OrdinalIgnoreCase) : otherwise;

    /// <exception cref="RestException">Not an integer: the request then matches no route.</exception>
    public int Integer(string name, int otherwise) => First(name) switch
    {
        null or "" => otherwise,
        var text => int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : throw RestException.NoRoute(),
    };

    /// <summary>Values of an enumeration, whatever their case; null if the parameter is absent. An empty value chooses nothing, but it is a choice.</summary>
    /// <exception cref="RestException">A value is none: the request then matches no route.</exception>
    public IReadOnlyList<T>? Choices<T>(string name, IReadOnlyDictionary<string, T> choices)
    {
        string[] all = [.. All(name)];
        return all.Length == 0 ? null
            : [.. all.Where(text => text.Length > 0).Select(text => choices.TryGetValue(text.ToUpperInvariant(), out var value) ? value : throw RestException.NoRoute())];
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
