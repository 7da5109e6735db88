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
        if (name != $"{names.Text("plural")}.{group}")
            yield return Cause.Invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group");
        if (group.Length == 0)
            yield return Cause.Required("spec.group");
        else if (ObjectNames.SubdomainErrors(group, isPrefix: false).FirstOrDefault() is { } bad)
            yield return Cause.Invalid("spec.group", group, bad);
        else if (!group.Contains('.'))
            yield return Cause.Invalid("spec.group", group, "should be a domain with at least one dot");
        var scope = spec.Text("scope");
        if (scope.Length == 0)
            yield return Cause.Required("spec.scope");
        else if (scope is not ("Namespaced" or "Cluster"))
            yield return Cause.NotSupported("spec.scope", scope, ["Cluster", "Namespaced"]);
        foreach (var cause in DefinitionVersionValidation.Check(item))
            yield return cause;
        foreach (var cause in Names(names))
            yield return cause;
        foreach (var cause in Stored(item))
            yield return cause;
        if (old is not null && DefinitionStatus.Is(old, "Established"))
        {
            foreach (var cause in Immutable(item, old))
                yield return cause;
        }
    }

    private static IEnumerable<Cause> Names(JsonObject names)
    {
        foreach (var field in (string[])["plural", "singular"])
        {
            var value = names.Text(field);
            if (value.Length == 0 && field == "plural")
                yield return Cause.Required("spec.names.plural");
            else if (value.Length > 0 && ObjectNames.Label1035Errors(value).FirstOrDefault() is { } bad)
                yield return Cause.Invalid($"spec.names.{field}", value, bad);
        }

        foreach (var field in (string[])["kind", "listKind"])
        {
            var value = names.Text(field);
            if (value.Length == 0)
                yield return Cause.Required($"spec.names.{field}");
            else if (ObjectNames.Label1035Errors(value.ToLowerInvariant()).FirstOrDefault() is { } bad)
                yield return Cause.Invalid($"spec.names.{field}", value, $"may have mixed case, but should otherwise match: {bad}");
        }

        foreach (var field in (string[])["shortNames", "categories"])
        {
            var index = 0;
            foreach (var value in names.Texts(field))
            {
                if (ObjectNames.Label1035Errors(value).FirstOrDefault() is { } bad)
                    yield return Cause.Invalid($"spec.names.{field}[{index}]", value, bad);
                index++;
            }
        }

        if (names.Text("kind") is { Length: > 0 } kind && kind == names.Text("listKind"))
            yield return Cause.Invalid("spec.names.listKind", kind, "kind and listKind may not be the same");
    }

    private static IEnumerable<Cause> Stored(JsonObject item)
    {
        var stored = DefinitionStatus.Status(item).Texts("storedVersions");
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
        foreach (var (path, now, then) in ((string, string, string)[])
            [
                ("spec.scope", spec.Text("scope"), before.Text("scope")),
                ("spec.names.kind", names.Text("kind"), namesBefore.Text("kind")),
                ("spec.group", spec.Text("group"), before.Text("group")),
                ("spec.names.plural", names.Text("plural"), namesBefore.Text("plural")),
            ])
        {
            if (now != then)
                yield return Cause.Invalid(path, now, "field is immutable");
        }
    }
}
