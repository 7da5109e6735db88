namespace Firesteel.Kube.Objects;

/// <summary>A kind as the API serves it.</summary>
/// <param name="Group">Empty for the core group.</param>
public sealed record ResourceType(string Group, string Version, string Plural, string Kind, bool Namespaced = true)
{
    /// <summary><c>v1</c> or <c>apps/v1</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Path of the collection; an empty namespace means all namespaces (or a cluster-scoped kind).</summary>
    public string CollectionPath(string @namespace = "")
    {
        var root = Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";
        return Namespaced && @namespace.Length > 0 ? $"{root}/namespaces/{Uri.EscapeDataString(@namespace)}/{Plural}" : $"{root}/{Plural}";
    }

    public string ItemPath(ObjectKey key, string? subresource = null) =>
        $"{CollectionPath(key.Namespace)}/{Uri.EscapeDataString(key.Name)}{(subresource is null ? "" : "/" + subresource)}";
}
