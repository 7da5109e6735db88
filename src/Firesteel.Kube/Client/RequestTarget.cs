namespace Firesteel.Kube.Client;

/// <summary>What a path of the API names.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Resource">The plural; empty for a path that is no resource.</param>
/// <param name="Name">Empty for a collection.</param>
internal readonly record struct RequestTarget(string Group, string Resource, string Name)
{
    public string QualifiedResource => Group.Length == 0 ? Resource : $"{Resource}.{Group}";

    /// <param name="path">From <c>/api</c> or <c>/apis</c> on; a query is cut off.</param>
    public static RequestTarget Of(string path)
    {
        var parts = path.Split('?', 2)[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (group, at) = parts switch
        {
            ["api", _, ..] => ("", 2),
            ["apis", var named, _, ..] => (named, 3),
            _ => ("", parts.Length),
        };

        // namespaces/NAME alone is the namespace itself.
        if (parts.Length > at + 2 && parts[at] == "namespaces")
            at += 2;
        return new(group, At(at), Uri.UnescapeDataString(At(at + 1)));

        string At(int index) => index < parts.Length ? parts[index] : "";
    }
}
