namespace Firesteel.Embedded.Node.Images;

/// <summary>An image reference, taken apart as Docker's reference grammar does.</summary>
/// <param name="Registry">Host and perhaps port; <c>docker.io</c> when none is named.</param>
/// <param name="Repository">Path without the registry; one segment of docker.io gets <c>library/</c> in front.</param>
/// <param name="Tag">Empty when only a digest is given; <c>latest</c> when neither is.</param>
/// <param name="Digest">Empty when there is none.</param>
public sealed record ImageName(string Registry, string Repository, string Tag, string Digest)
{
    /// <summary>Last segment of the repository.</summary>
    public string Base => Repository[(Repository.LastIndexOf('/') + 1)..];

    /// <returns>Null when this is no image reference at all.</returns>
    public static ImageName? Parse(string text)
    {
        var rest = text;
        var digest = "";
        if (rest.IndexOf('@') is var at and >= 0)
        {
            digest = rest[(at + 1)..];
            rest = rest[..at];
        }

        var tag = digest.Length > 0 ? "" : "latest";
        var colon = rest.LastIndexOf(':');
        if (colon > rest.LastIndexOf('/'))
        {
            tag = rest[(colon + 1)..];
            rest = rest[..colon];
        }

        var slash = rest.IndexOf('/');
        var registry = "docker.io";
        if (slash > 0 && (rest[..slash].AsSpan().ContainsAny('.', ':') || rest[..slash] == "localhost"))
        {
            registry = rest[..slash];
            rest = rest[(slash + 1)..];
        }
        else if (slash < 0)
        {
            rest = "library/" + rest;
        }

        return rest.Split('/').All(IsSegment) && (tag.Length > 0 ? IsTag(tag) : digest.Contains(':')) ? new(registry, rest, tag, digest) : null;
    }

    public override string ToString() => $"{Registry}/{Repository}{(Tag.Length > 0 ? ":" + Tag : "")}{(Digest.Length > 0 ? "@" + Digest : "")}";

    private static bool IsSegment(string segment) =>
        segment.Length > 0 && char.IsAsciiLetterOrDigit(segment[0]) && segment.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');

    private static bool IsTag(string tag) => tag.Length is > 0 and <= 128 && tag.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
