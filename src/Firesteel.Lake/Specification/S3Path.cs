namespace Firesteel.Lake.Specification;

/// <param name="Scheme"><c>s3</c>, <c>s3a</c> or <c>s3n</c>.</param>
/// <param name="Key">Without a leading slash; may be empty, may end in a slash.</param>
public sealed record S3Path(string Scheme, string Bucket, string Key)
{
    /// <summary>What to say to who wrote a pattern where a key belongs.</summary>
    public const string NoPatterns = "* and ? stand for themselves in keys";

    /// <summary>Keys may hold these characters; when nothing is there, a pattern was meant.</summary>
    public bool LooksLikePattern => Key.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <returns>Null when it is no S3 path.</returns>
    public static S3Path? Parse(string text)
    {
        var colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0 || text[..colon] is not ("s3" or "s3a" or "s3n") || text.Length == colon + 3)
            return null;
        var rest = text[(colon + 3)..];
        var slash = rest.IndexOf('/');
        var bucket = slash < 0 ? rest : rest[..slash];
        return bucket.Length == 0 ? null : new(text[..colon], bucket, slash < 0 ? "" : rest[(slash + 1)..]);
    }

    public override string ToString() => $"{Scheme}://{Bucket}/{Key}";
}
