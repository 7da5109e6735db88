using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.CustomResources;

/// <summary>
/// The parts of a definition that each version has of its own. A real server holds one that all versions share in a single place,
/// and its errors name that place: <c>spec.subresources</c>, not <c>spec.versions[0].subresources</c>.
/// </summary>
internal static class DefinitionParts
{
    /// <param name="name">Such as <c>subresources</c>.</param>
    /// <returns>Each part that is there, its path, and the schema of its version (null without one).</returns>
    public static IEnumerable<(JsonNode Part, string Path, JsonObject? Schema)> Of(JsonObject definition, string name)
    {
        var versions = CustomResourceDefinitionFacts.Versions(definition).ToList();
        if (versions.Count == 0)
            yield break;
        if (versions.TrueForAll(version => JsonNode.DeepEquals(version[name], versions[0][name])))
        {
            if (versions[0][name] is { } shared)
                yield return (shared, $"spec.{name}", Schema(versions[0]));
            yield break;
        }

        for (var i = 0; i < versions.Count; i++)
        {
            if (versions[i][name] is { } own)
                yield return (own, $"spec.versions[{i}].{name}", Schema(versions[i]));
        }
    }

    private static JsonObject? Schema(JsonObject version) => version["schema"]?["openAPIV3Schema"] as JsonObject;
}
