using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.CustomResources;

/// <summary>What is wrong with a definition, apart from its schemas.</summary>
internal static class DefinitionValidation
{
    public static IEnumerable<Cause> Check(JsonObject item, JsonObject? old)
    {
        var spec = CustomResourceDefinitionFacts.Spec(item);
        var names = CustomResourceDefinitionFacts.Names(item);
        var group = spec.Text("group");
        var name = item.Metadata().Text("name");
        if (old is null && name.Length > 0 && name != $"{names.Text("plural")}.{group}")
            yield return Cause.Invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group");
        if (group.Length == 0)
            yield return Cause.Required("spec.group");
        else if (Names.Dns1123Subdomain(group).FirstOrDefault() is { } bad)
            yield return Cause.Invalid("spec.group", group, bad);
        else if (!group.Contains('.'))
            yield return Cause.Invalid("spec.group", group, "should be a domain with at least one dot");
        var scope = spec.Text("scope");
        if (scope.Length == 0)
            yield return Cause.Required("spec.scope");
        else if (scope is not ("Namespaced" or "Cluster"))
            yield return Cause.NotSupported("spec.scope", scope, ["Cluster", "Namespaced"]);
        foreach (var cause in (IEnumerable<Cause>)
            [
                .. DefinitionVersionValidation.Check(item),
                .. NameErrors(names),
                .. SubresourceValidation.Check(item),
                .. ColumnValidation.Check(item),
                .. SelectableFieldValidation.Check(item),
                .. ConversionValidation.Check(item),
                .. Stored(item),
                .. Approval(item, old),
            ])
            yield return cause;
        if (CustomResourceDefinitionFacts.Flag(spec, "preserveUnknownFields"))
        {
            if (CustomResourceDefinitionFacts.Versions(item).Any(version => HasDefaults(version["schema"]?["openAPIV3Schema"] as JsonObject)))
                yield return Cause.InvalidText("spec.preserveUnknownFields", "true", "must be false in order to use defaults in the schema");
            yield return Cause.InvalidText("spec.preserveUnknownFields", "true", "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead");
        }

        if (old is not null)
        {
            foreach (var cause in Immutable(item, old))
                yield return cause;
        }
    }

    private static bool HasDefaults(JsonObject? schema) => schema is not null
        && (schema["default"] is not null || StructuralRules.Children(schema, "", withJunctors: true).Any(child => HasDefaults(child.Schema)));

    /// <summary>What was let through once is let through again.</summary>
    private static IEnumerable<Cause> Approval(JsonObject item, JsonObject? old)
    {
        if (!ApprovalState.IsProtected(CustomResourceDefinitionFacts.Spec(item).Text("group")))
            yield break;
        var state = ApprovalState.Of(item);
        if (old is not null && ApprovalState.Of(old).Kind == state.Kind)
            yield break;
        const string field = "metadata.annotations[" + ApprovalState.Annotation + "]";
        if (state.Kind == ApprovalKind.Missing)
            yield return Cause.Required(field, state.Message);
        else if (state.Kind == ApprovalKind.Invalid)
            yield return Cause.Invalid(field, (item.Metadata()["annotations"] as JsonObject)?.Text(ApprovalState.Annotation), state.Message);
    }

    /// <summary>Through <c>/status</c> anything may be written but bad names: not even the stored versions are compared.</summary>
    public static IEnumerable<Cause> CheckStatus(JsonObject item) =>
        DefinitionStatus.Status(item)["acceptedNames"] is JsonObject names ? NameErrors(names, "status.acceptedNames", required: false) : [];

    private static IEnumerable<Cause> NameErrors(JsonObject names, string path = "spec.names", bool required = true)
    {
        foreach (var field in (string[])["plural", "singular"])
        {
            var value = names.Text(field);
            if (value.Length == 0 && required)
                yield return Cause.Required($"{path}.{field}");
            else if (value.Length > 0 && Names.Dns1035Label(value).FirstOrDefault() is { } bad)
                yield return Cause.Invalid($"{path}.{field}", value, bad);
        }

        foreach (var field in (string[])["kind", "listKind"])
        {
            var value = names.Text(field);
            if (value.Length == 0 && required)
                yield return Cause.Required($"{path}.{field}");
            else if (value.Length > 0 && Names.Dns1035Label(value.ToLowerInvariant()).FirstOrDefault() is { } bad)
                yield return Cause.Invalid($"{path}.{field}", value, $"may have mixed case, but should otherwise match: {bad}");
        }

        foreach (var field in (string[])["shortNames", "categories"])
        {
            var index = 0;
            foreach (var value in names.Texts(field))
            {
                if (Names.Dns1035Label(value).FirstOrDefault() is { } bad)
                    yield return Cause.Invalid($"{path}.{field}[{index}]", value, bad);
                index++;
            }
        }

        if (names.Text("kind") is { Length: > 0 } kind && kind == names.Text("listKind"))
            yield return Cause.Invalid($"{path}.listKind", kind, "kind and listKind may not be the same");
    }

    private static IEnumerable<Cause> Stored(JsonObject item)
    {
        var stored = DefinitionStatus.Status(item).Texts("storedVersions");
        foreach (var version in CustomResourceDefinitionFacts.Versions(item).Where(version => CustomResourceDefinitionFacts.Flag(version, "storage")))
        {
            if (stored.Count > 0 && !stored.Contains(version.Text("name")))
                yield return Cause.Invalid("status.storedVersions", DefinitionStatus.Status(item)["storedVersions"], $"must have the storage version {version.Text("name")}");
        }

        if (stored.Count == 0)
            yield return Cause.InvalidText("status.storedVersions", "null", "must have at least one stored version");
        var known = CustomResourceDefinitionFacts.Versions(item).Select(version => version.Text("name")).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < stored.Count; i++)
        {
            if (!known.Contains(stored[i]))
                yield return Cause.Invalid($"status.storedVersions[{i}]", stored[i], $"missing from spec.versions; {stored[i]} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in {stored[i]} and removes {stored[i]} from status.storedVersions");
        }
    }

    private static IEnumerable<Cause> Immutable(JsonObject item, JsonObject old)
    {
        var (spec, before) = (CustomResourceDefinitionFacts.Spec(item), CustomResourceDefinitionFacts.Spec(old));
        var (names, namesBefore) = (CustomResourceDefinitionFacts.Names(item), CustomResourceDefinitionFacts.Names(old));
        var established = DefinitionStatus.Is(old, "Established");
        foreach (var (path, now, then) in ((string, string, string)[])
            [
                .. established ? [("spec.scope", spec.Text("scope"), before.Text("scope")), ("spec.names.kind", names.Text("kind"), namesBefore.Text("kind"))] : ((string, string, string)[])[],
                ("spec.group", spec.Text("group"), before.Text("group")),
                ("spec.names.plural", names.Text("plural"), namesBefore.Text("plural")),
            ])
        {
            if (now != then)
                yield return Cause.Invalid(path, now, "field is immutable");
        }
    }
}
