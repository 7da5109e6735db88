using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.CustomResources;

/// <summary>What is wrong with the versions of a definition, apart from their schemas.</summary>
internal static class DefinitionVersionValidation
{
    public static IEnumerable<Cause> Check(JsonObject definition)
    {
        var versions = CustomResourceDefinitionFacts.Versions(definition).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var unique = true;
        for (var i = 0; i < versions.Count; i++)
        {
            var version = versions[i];
            var path = $"spec.versions[{i}]";
            var name = version.Text("name");
            unique &= seen.Add(name);
            foreach (var error in Names.Dns1035Label(name))
            {
                yield return Cause.Invalid($"{path}.name", name, error);
                // A real server keeps the first version's name in a second place, and checks it there too.
                if (i == 0 && name.Length > 0)
                    yield return Cause.Invalid("spec.version", name, error);
            }

            if (version["schema"]?["openAPIV3Schema"] is not JsonObject)
                yield return Cause.Required($"{path}.schema.openAPIV3Schema");
            if (version["deprecationWarning"] is { } warning)
            {
                if (!CustomResourceDefinitionFacts.Flag(version, "deprecated"))
                    yield return Cause.Invalid($"{path}.deprecationWarning", warning, "can only be set for deprecated versions");
                else
                    foreach (var error in DeprecationErrors(warning.ToString()))
                        yield return Cause.Invalid($"{path}.deprecationWarning", warning, error);
            }
        }

        foreach (var cause in Schemas(versions))
            yield return cause;
        var printed = CustomResourceDefinitionFacts.Spec(definition)["versions"] is JsonArray ? Print(versions) : "null";
        if (!unique)
            yield return Cause.InvalidText("spec.versions", printed, "must contain unique version names");
        if (versions.Count(version => CustomResourceDefinitionFacts.Flag(version, "storage")) != 1)
            yield return Cause.InvalidText("spec.versions", printed, "must have exactly one version marked as storage version");
    }

    private static IEnumerable<string> DeprecationErrors(string warning)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(warning) > 256)
            yield return "must be <= 256 characters long";
        if (warning.Length == 0)
            yield return "must not be an empty string";
        var index = 0;
        foreach (var rune in warning.EnumerateRunes())
        {
            if (System.Text.Rune.IsControl(rune) || (System.Text.Rune.IsWhiteSpace(rune) && rune.Value != ' '))
            {
                yield return $"must only contain printable UTF-8 characters; non-printable character found at index {index}";
                yield break;
            }

            index += rune.Utf8SequenceLength;
        }
    }

    /// <summary>A schema that all versions share is told of once, at a place of its own.</summary>
    private static IEnumerable<Cause> Schemas(List<JsonObject> versions)
    {
        var schemas = versions.Select(version => version["schema"]?["openAPIV3Schema"] as JsonObject).ToList();
        if (schemas.Count > 0 && schemas.TrueForAll(schema => schema is not null && JsonNode.DeepEquals(schema, schemas[0])))
            return StructuralSchema.Parse(schemas[0]!).Causes;
        return schemas.SelectMany((schema, i) => schema is null ? [] : StructuralSchema.Parse(schema, $"spec.versions[{i}].schema.openAPIV3Schema").Causes);
    }

    /// <summary>The internal type of a real server, as its errors show it.</summary>
    private static string Print(IEnumerable<JsonObject> versions) => $"[{string.Join(",", versions.Select(version =>
        $"{{\"Name\":{GoText.Quote(version.Text("name"))},\"Served\":{Flag(version, "served")},\"Storage\":{Flag(version, "storage")},\"Deprecated\":{Flag(version, "deprecated")},"
        + $"\"DeprecationWarning\":{GoText.Json(version["deprecationWarning"])},\"Schema\":null,\"Subresources\":null,\"AdditionalPrinterColumns\":null,\"SelectableFields\":null}}"))}]";

    private static string Flag(JsonObject version, string name) => CustomResourceDefinitionFacts.Flag(version, name) ? "true" : "false";
}
