using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>Everything that can be wrong with an object about to be stored.</summary>
internal static class ObjectValidation
{
    /// <param name="old">Null on creation.</param>
    public static IReadOnlyList<Cause> Check(ApiRequest request, JsonObject item, JsonObject? old, string subresource, RuleContext context)
    {
        var kind = request.Kind;
        var causes = new List<Cause>();
        if (kind.IsCustom)
            causes.AddRange(TypeErrors(request, item));
        causes.AddRange(MetadataValidation.Check(kind, item, request.Warn));
        if (old is not null)
            causes.AddRange(MetadataValidation.CheckUpdate(kind, item.Metadata(), old.Metadata()));
        if (kind.IsCustom)
        {
            if (causes.Count > 0 && old is null)
                return causes;
            var result = SchemaValidation.Validate(kind.Info.Schema, item, old);
            foreach (var warning in result.Warnings)
                request.Warn(warning.Text);
            causes.AddRange(result.Causes);
        }

        causes.AddRange(kind.Rules.Validate(item, old, context));
        return causes;
    }

    private static IEnumerable<Cause> TypeErrors(ApiRequest request, JsonObject item)
    {
        var info = request.Kind.Info;
        if (item.Text("apiVersion") is var version && version != info.ApiVersion)
            yield return Cause.Invalid("apiVersion", version, $"must be {info.ApiVersion}");
        if (item.Text("kind") is var kind && kind != info.Kind)
            yield return Cause.Invalid("kind", kind, $"must be {info.Kind}");
    }
}
