using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.CustomResources;

/// <summary>Formats of texts that mean nothing here: they are let through, and told of when they are new.</summary>
internal static class FormatWarnings
{
    public static IEnumerable<string> Of(JsonObject definition, JsonObject? old)
    {
        var known = old is null ? [] : Unknown(old).ToHashSet(StringComparer.Ordinal);
        return Unknown(definition).Where(format => !known.Contains(format)).Select(format => $"unrecognized format \"{format}\"");
    }

    private static IEnumerable<string> Unknown(JsonObject definition) =>
        DefinitionParts.Of(definition, "schema").SelectMany(part => part.Part["openAPIV3Schema"] is JsonObject root ? Unknown(root, "") : []);

    private static IEnumerable<string> Unknown(JsonObject schema, string path)
    {
        if (schema.Text("type") == "string" && schema.Text("format") is { Length: > 0 } format && !Formats.IsKnown(format))
            yield return format;
        foreach (var (child, childPath) in StructuralRules.Children(schema, path, withJunctors: true))
        {
            foreach (var unknown in Unknown(child, childPath))
                yield return unknown;
        }
    }
}
