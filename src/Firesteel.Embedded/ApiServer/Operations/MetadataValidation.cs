using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Selectors;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>What every object's metadata has to obey, in apimachinery's words.</summary>
internal static class MetadataValidation
{
    private const int LargestAnnotations = 256 * 1024;
    private static readonly string[] StandardFinalizers = ["orphan", "foregroundDeletion", "kubernetes"];

    public static IEnumerable<Cause> Check(ServedKind kind, JsonObject item, Action<string> warn)
    {
        var metadata = item.Metadata();
        if (metadata.Text("generateName") is { Length: > 0 } prefix)
        {
            foreach (var error in kind.Rules.NameErrors(prefix, isPrefix: true))
                yield return Cause.Invalid("metadata.generateName", prefix, error);
        }

        var name = metadata.Text("name");
        if (name.Length == 0)
        {
            yield return Cause.Required("metadata.name", "name or generateName is required");
        }
        else
        {
            foreach (var error in kind.Rules.NameErrors(name, isPrefix: false))
                yield return Cause.Invalid("metadata.name", name, error);
        }

        if (kind.Info.Namespaced)
        {
            var space = metadata.Text("namespace");
            foreach (var error in ObjectNames.LabelErrors(space))
                yield return Cause.Invalid("metadata.namespace", space, error);
        }

        foreach (var cause in Labels(metadata).Concat(Annotations(metadata)).Concat(OwnerReferenceValidation.Check(metadata, warn)).Concat(Finalizers(metadata, warn)))
            yield return cause;
    }

    public static IEnumerable<Cause> CheckUpdate(ServedKind kind, JsonObject metadata, JsonObject old)
    {
        if (old.ContainsKey("deletionTimestamp"))
        {
            var fresh = metadata.Texts("finalizers").Except(old.Texts("finalizers")).ToList();
            if (fresh.Count > 0)
            {
                yield return Cause.Forbidden("metadata.finalizers",
                    $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{string.Join(", ", fresh.Select(GoText.Quote))}}}");
            }
        }

        foreach (var field in (string[])["name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"])
        {
            if (JsonNode.DeepEquals(metadata[field], old[field]))
                continue;
            yield return Cause.Invalid($"metadata.{field}", metadata[field], "field is immutable");
            // A real server checks a custom resource's uid twice.
            if (field == "uid" && kind.IsCustom)
                yield return Cause.Invalid($"metadata.{field}", metadata[field], "field is immutable");
        }
    }

    private static IEnumerable<Cause> Labels(JsonObject metadata)
    {
        foreach (var (key, node) in metadata["labels"] as JsonObject ?? [])
        {
            foreach (var error in LabelSyntax.KeyErrors(key))
                yield return Cause.Invalid("metadata.labels", key, error);
            var value = node?.ToString() ?? "";
            foreach (var error in LabelSyntax.ValueErrors(value))
                yield return Cause.Invalid("metadata.labels", value, error);
        }
    }

    private static IEnumerable<Cause> Annotations(JsonObject metadata)
    {
        var size = 0;
        foreach (var (key, node) in metadata["annotations"] as JsonObject ?? [])
        {
            foreach (var error in LabelSyntax.KeyErrors(key.ToLowerInvariant()))
                yield return Cause.Invalid("metadata.annotations", key, error);
            size += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(node?.ToString() ?? "");
        }

        if (size > LargestAnnotations)
            yield return Cause.TooLong("metadata.annotations", LargestAnnotations);
    }

    private static IEnumerable<Cause> Finalizers(JsonObject metadata, Action<string> warn)
    {
        var finalizers = metadata.Texts("finalizers");
        foreach (var finalizer in finalizers)
        {
            foreach (var error in LabelSyntax.KeyErrors(finalizer))
                yield return Cause.Invalid("metadata.finalizers", finalizer, error);
            if (!finalizer.Contains('/') && !StandardFinalizers.Contains(finalizer))
                warn($"metadata.finalizers: {GoText.Quote(finalizer)}: prefer a domain-qualified finalizer name including a path (/) to avoid accidental conflicts with other finalizer writers");
        }

        if (finalizers.Contains("orphan") && finalizers.Contains("foregroundDeletion"))
            yield return Cause.Invalid("metadata.finalizers", new JsonArray([.. finalizers.Select(name => (JsonNode)name)]), "finalizer orphan and finalizer foregroundDeletion cannot be both set");
    }
}
