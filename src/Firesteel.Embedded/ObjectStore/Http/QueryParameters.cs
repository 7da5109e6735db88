using System.Text;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>The query as it was sent: in order, names case-sensitive, a name without value as an empty one.</summary>
internal sealed class QueryParameters
{
    private readonly List<(string Name, string Value)> _parameters = [];

    private QueryParameters()
    {
    }

    public IReadOnlyList<(string Name, string Value)> All => _parameters;

    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in _parameters)
            {
                if (key == name)
                    return value;
            }

            return null;
        }
    }

    public bool Has(string name) => this[name] is not null;

    /// <summary>As SigV4 wants it: encoded, sorted by name, then by value.</summary>
    /// <param name="except">A name left out: the signature itself.</param>
    public string Canonical(string? except = null)
    {
        if (_parameters.Count == 0)
            return "";
        var encoded = new List<(string Name, string Value)>(_parameters.Count);
        foreach (var (name, value) in _parameters)
        {
            if (name != except)
                encoded.Add((UriEncoding.Encode(name, false), UriEncoding.Encode(value, false)));
        }

        encoded.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name) is var byName and not 0 ? byName : string.CompareOrdinal(a.Value, b.Value));
        var text = new StringBuilder();
        foreach (var (name, value) in encoded)
            text.Append(text.Length == 0 ? "" : "&").Append(name).Append('=').Append(value);
        return text.ToString();
    }

    /// <param name="query">Without the question mark.</param>
    /// <exception cref="S3Exception">A broken escape.</exception>
    public static QueryParameters Parse(ReadOnlySpan<char> query)
    {
        var parameters = new QueryParameters();
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            if (pair.IsEmpty)
                continue;
            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? [] : pair[(equals + 1)..];
            if (UriEncoding.Decode(name, true) is not { } decodedName || UriEncoding.Decode(value, true) is not { } decodedValue)
                throw new S3Exception(S3Errors.InvalidUri);
            parameters._parameters.Add((decodedName, decodedValue));
        }

        return parameters;
    }
}
