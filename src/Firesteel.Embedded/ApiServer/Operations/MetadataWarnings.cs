using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>What a real server lets through, but says something about.</summary>
internal static class MetadataWarnings
{
    private static readonly string[] StandardFinalizers = ["orphan", "foregroundDeletion", "kubernetes"];

    public static IEnumerable<string> Of(JsonObject metadata)
    {
        foreach (var finalizer in metadata.Texts("finalizers"))
        {
            if (Names.QualifiedName(finalizer).Count == 0 && !finalizer.Contains('/') && !StandardFinalizers.Contains(finalizer))
                yield return $"metadata.finalizers: {GoText.Quote(finalizer)}: prefer a domain-qualified finalizer name {(finalizer.Contains('.') ? "including a path (/) " : "")}to avoid accidental conflicts with other finalizer writers";
        }

        var twice = (metadata["ownerReferences"] as JsonArray ?? []).OfType<JsonObject>().GroupBy(reference => reference.Text("uid"))
            .Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        if (twice.Count > 0)
            yield return $".metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: {string.Join(", ", twice)}";
    }
}
