using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>Everything that can be wrong with an object about to be stored.</summary>
internal static class ObjectValidation
{
    /// <param name="old">Null on creation.</param>
    public static IReadOnlyList<Cause> Check(ApiRequest request, JsonObject item, JsonObject? old, RuleContext context)
    {
        var kind = request.Kind;
        foreach (var warning in MetadataWarnings.Of(item.Metadata()))
            request.Warn(warning);
        DropEqualOwners(item.Metadata());
        if (kind.IsCustom && TypeErrors(request, item).ToList() is { Count: > 0 } wrong)
            return wrong;
        var causes = ObjectMetaValidation.Validate(item, kind.Info.Namespaced, old is null ? kind.Rules.NameErrors : Names.PathSegment);
        if (old is not null)
        {
            // A real server compares the metadata twice, and lists each cause twice.
            var changed = ObjectMetaValidation.ValidateUpdate(item, old);
            causes.AddRange(changed);
            causes.AddRange(changed);
        }

        if (kind.IsCustom)
        {
            var result = SchemaValidation.Validate(kind.Info.Schema, item, old, old is not null && context.Subresource == "status" ? "status" : null);
            foreach (var warning in result.Warnings)
                request.Warn(warning.Text);
            causes.AddRange(result.Causes);
            if (kind.Info.Scale is { } scale)
                causes.AddRange(ScaleValidation.Check(scale, item));
        }

        causes.AddRange(kind.Rules.Validate(item, old, context));
        return causes;
    }

    private static void DropEqualOwners(JsonObject metadata)
    {
        if (metadata["ownerReferences"] is not JsonArray { Count: > 1 } owners)
            return;
        for (var i = owners.Count - 1; i > 0; i--)
        {
            if (owners.Take(i).Any(other => JsonNode.DeepEquals(other, owners[i])))
                owners.RemoveAt(i);
        }
    }

    private static IEnumerable<Cause> TypeErrors(ApiRequest request, JsonObject item)
    {
        var info = request.Kind.Info;
        if (item.Text("kind") is var kind && kind != info.Kind)
            yield return Cause.Invalid("kind", kind, $"must be {info.Kind}");
        if (item.Text("apiVersion") is var version && version != info.ApiVersion)
            yield return Cause.Invalid("apiVersion", version, $"must be {info.ApiVersion}");
    }
}
