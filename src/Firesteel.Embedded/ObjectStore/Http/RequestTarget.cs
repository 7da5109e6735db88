namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>Which bucket and key a request is about, from the target as it was sent: no dot segments resolved, no slashes merged.</summary>
/// <param name="Path">Percent-encoded as sent, with the leading slash.</param>
/// <param name="Bucket">Null: the service itself.</param>
/// <param name="Key">Null: the bucket itself.</param>
internal sealed record RequestTarget(string Path, string? Bucket, string? Key, QueryParameters Query)
{
    /// <param name="rawTarget">The second word of the request line.</param>
    /// <param name="host">The Host header, with or without port.</param>
    /// <param name="domains">Domains whose sub-domains are bucket names.</param>
    /// <exception cref="S3Exception">Not a path, a broken escape, or a key that is not UTF-8.</exception>
    public static RequestTarget Parse(string rawTarget, string host, IReadOnlyList<string> domains)
    {
        if (Uri.TryCreate(rawTarget, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https")
            rawTarget = rawTarget[(rawTarget.IndexOf("//", StringComparison.Ordinal) + 2)..] is var rest && rest.IndexOf('/') is >= 0 and var slashAt ? rest[slashAt..] : "/";
        if (!rawTarget.StartsWith('/'))
            throw new S3Exception(S3Errors.InvalidUri);
        var question = rawTarget.IndexOf('?');
        var path = question < 0 ? rawTarget : rawTarget[..question];
        var query = QueryParameters.Parse(question < 0 ? "" : rawTarget.AsSpan(question + 1));
        if (BucketOfHost(host, domains) is { } hosted)
            return new(path, hosted, path.Length > 1 ? Decoded(path.AsSpan(1)) : null, query);

        var slash = path.IndexOf('/', 1);
        var bucket = slash < 0 ? path.AsSpan(1) : path.AsSpan(1, slash - 1);
        var key = slash < 0 ? [] : path.AsSpan(slash + 1);
        return new(path, path.Length == 1 ? null : Decoded(bucket), key.IsEmpty ? null : Decoded(key), query);
    }

    private static string? BucketOfHost(string host, IReadOnlyList<string> domains)
    {
        var colon = host.LastIndexOf(':');
        var name = colon > 0 && host.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? host[..colon] : host;
        foreach (var domain in domains)
        {
            if (name.Length > domain.Length + 1 && name.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && name[^(domain.Length + 1)] == '.')
                return name[..^(domain.Length + 1)];
        }

        return null;
    }

    private static string Decoded(ReadOnlySpan<char> encoded) =>
        UriEncoding.Decode(encoded, plusIsSpace: false) is { } text && !text.Contains('\0') ? text : throw new S3Exception(S3Errors.InvalidUri);
}
