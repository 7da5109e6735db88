using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.CustomResources;

/// <summary>What is wrong with the sub-resources of a definition: the paths of scale.</summary>
internal static class SubresourceValidation
{
    public static IEnumerable<Cause> Check(JsonObject definition) =>
        from part in DefinitionParts.Of(definition, "subresources")
        let scale = part.Part["scale"] as JsonObject
        where scale is not null
        from cause in (IEnumerable<Cause>)
        [
            .. Path(scale, "specReplicasPath", part.Path, required: true, ".spec."),
            .. Path(scale, "statusReplicasPath", part.Path, required: true, ".status."),
            .. Path(scale, "labelSelectorPath", part.Path, required: false, ".spec.", ".status."),
        ]
        select cause;

    private static IEnumerable<Cause> Path(JsonObject scale, string name, string path, bool required, params string[] roots)
    {
        var field = $"{path}.scale.{name}";
        var value = scale.Text(name);
        if (value.Length == 0)
        {
            if (required)
                yield return Cause.Required(field);
        }
        else if (value[0] != '.')
        {
            yield return Cause.Invalid(field, value, "must be a simple json path starting with .");
        }
        else if (!roots.Any(root => value.StartsWith(root, StringComparison.Ordinal)))
        {
            yield return Cause.Invalid(field, value, $"should be a json path under {(roots.Length > 1 ? "either " : "")}{string.Join(" or ", roots.Select(root => root[..^1]))}");
        }
    }
}
