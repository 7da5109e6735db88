using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Kinds.Columns;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Storage;
using Firesteel.Embedded.ApiServer.Subresources;

namespace Firesteel.Embedded.ApiServer.CustomResources;

/// <summary>The kinds that a definition makes, one for each served version.</summary>
internal static class DefinitionKinds
{
    /// <param name="before">What is served of it now: versions that have not changed stay the same instances, so stored bytes stay valid.</param>
    public static ImmutableArray<ServedKind> Build(JsonObject definition, RevisionStore store, bool terminating, ImmutableArray<ServedKind> before)
    {
        var collection = CustomResourceDefinitionFacts.Collection(store, definition);
        var spec = CustomResourceDefinitionFacts.Spec(definition);
        var versions = CustomResourceDefinitionFacts.Versions(definition).ToList();
        var rules = new PlainRules(spec.Text("group"), collection.Plural, isCustom: true);
        var infos = versions.ToDictionary(version => version.Text("name"), version => Reused(before, Info(definition, version), version), StringComparer.Ordinal);
        var stored = versions.FirstOrDefault(version => CustomResourceDefinitionFacts.Flag(version, "storage")) ?? versions[0];
        ImmutableHashSet<string> known = [.. infos.Keys];
        return
        [
            .. versions.Where(version => CustomResourceDefinitionFacts.Flag(version, "served")).Select(version => new ServedKind(infos[version.Text("name")].Info, collection, rules)
            {
                Stored = infos[stored.Text("name")].Info,
                Source = version.ToJsonString(),
                OpenApi = version["schema"]?["openAPIV3Schema"] as JsonObject,
                KnownVersions = known,
                Terminating = terminating,
                Deprecation = Deprecation(definition, version),
                SelectableFields = Fields(version),
            }),
        ];
    }

    private static (KindInfo Info, string Source) Reused(ImmutableArray<ServedKind> before, Func<KindInfo> build, JsonObject version)
    {
        var source = version.ToJsonString();
        return before.FirstOrDefault(kind => kind.Source == source && kind.Info.Version == version.Text("name")) is { } same ? (same.Info, source) : (build(), source);
    }

    private static Func<KindInfo> Info(JsonObject definition, JsonObject version) => () =>
    {
        var spec = CustomResourceDefinitionFacts.Spec(definition);
        var names = CustomResourceDefinitionFacts.Names(definition);
        var subresources = version["subresources"] as JsonObject ?? [];
        var scale = subresources["scale"] as JsonObject;
        var kind = names.Text("kind");
        return new()
        {
            Group = spec.Text("group"),
            Version = version.Text("name"),
            Kind = kind,
            Plural = names.Text("plural"),
            Singular = names.Text("singular") is { Length: > 0 } singular ? singular : kind.ToLowerInvariant(),
            ListKind = names.Text("listKind") is { Length: > 0 } list ? list : kind + "List",
            ShortNames = [.. names.Texts("shortNames")],
            Categories = [.. names.Texts("categories")],
            Namespaced = spec.Text("scope") == "Namespaced",
            Subresources = [.. ((string[])["status", "scale"]).Where(name => subresources[name] is JsonObject)],
            Scale = scale is null ? null : new(scale.Text("specReplicasPath"), scale.Text("statusReplicasPath"), scale.Text("labelSelectorPath") is { Length: > 0 } selector ? selector : null),
            Columns = DefaultColumns.All,
            Schema = StructuralSchema.Root(version["schema"]?["openAPIV3Schema"] as JsonObject ?? []),
            HasGeneration = true,
        };
    };

    private static string? Deprecation(JsonObject definition, JsonObject version)
    {
        if (!CustomResourceDefinitionFacts.Flag(version, "deprecated"))
            return null;
        if (version.Text("deprecationWarning") is { Length: > 0 } text)
            return text;
        var group = CustomResourceDefinitionFacts.Spec(definition).Text("group");
        var kind = CustomResourceDefinitionFacts.Names(definition).Text("kind");
        var own = $"{group}/{version.Text("name")} {kind} is deprecated";
        var better = CustomResourceDefinitionFacts.Versions(definition)
            .Where(other => CustomResourceDefinitionFacts.Flag(other, "served") && !CustomResourceDefinitionFacts.Flag(other, "deprecated"))
            .Select(other => other.Text("name")).Order(VersionPriority.Comparer).FirstOrDefault();
        return better is null || VersionPriority.Comparer.Compare(better, version.Text("name")) > 0 ? own : $"{own}; use {group}/{better} {kind}";
    }

    private static ImmutableDictionary<string, Func<JsonObject, string>> Fields(JsonObject version) =>
        (version["selectableFields"] as JsonArray ?? []).OfType<JsonObject>().Select(field => field.Text("jsonPath")).Where(path => path.Length > 1).Distinct()
            .ToImmutableDictionary(path => path.TrimStart('.'), path => (Func<JsonObject, string>)(item => ScaleView.At(item, path)?.ToString() ?? ""), StringComparer.Ordinal);
}
