namespace Firesteel.Embedded.ApiServer.Requests;

/// <summary>What the path of a request is about: <c>/apis/group/version/namespaces/ns/resource/name/subresource</c>.</summary>
/// <param name="Rest">Segments after the sub-resource (proxies).</param>
/// <param name="IsWatchPath">The old form <c>/apis/group/version/watch/…</c>.</param>
internal sealed record RequestPath(
    string Group, string Version, string Namespace, string Resource, string Name, string Subresource, IReadOnlyList<string> Rest, bool IsWatchPath)
{
    /// <param name="path">Percent-decoded, without the query.</param>
    /// <returns>Null when this is not the path of a resource.</returns>
    public static RequestPath? Parse(string path)
    {
        var parts = path.Trim('/').Split('/');
        var at = parts[0] switch { "api" => 1, "apis" => 2, _ => parts.Length };
        if (parts.Length <= at + 1 || parts.Any(part => part is "" or "." or ".."))
            return null;
        var (group, version) = at == 1 ? ("", parts[1]) : (parts[1], parts[2]);
        var rest = parts.AsSpan(at + 1);
        var watch = rest[0] == "watch" && rest.Length > 1;
        if (watch)
            rest = rest[1..];
        var space = "";
        if (rest[0] == "namespaces" && rest.Length > 1)
        {
            if (rest.Length == 2 || rest is [_, _, "status" or "finalize"])
                return new(group, version, "", "namespaces", rest[1], rest.Length > 2 ? rest[2] : "", [], watch);
            space = rest[1];
            rest = rest[2..];
        }

        return new(group, version, space, rest[0], rest.Length > 1 ? rest[1] : "", rest.Length > 2 ? rest[2] : "", rest.Length > 3 ? rest[3..].ToArray() : [], watch);
    }
}
