using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.CustomResources;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Storage;
using Firesteel.Embedded.ApiServer.Subresources;

namespace Firesteel.Embedded.ApiServer.Catalog;

/// <summary>The table of built-in kinds, with their rules and their place in the store.</summary>
internal static class BuiltInCatalogue
{
    public static ImmutableArray<ServedKind> Build(RevisionStore store, ServiceAddresses addresses, INamespaceContents contents, ApiServerOptions options)
    {
        var rules = KindRules.All(addresses, contents, options).ToDictionary(one => one.Resource);
        var rows = BuiltInKinds.All.Where(row => options.BuiltInKinds || row.Group == CustomResourceDefinitionFacts.Group).ToList();
        return [.. rows.Select(row => Served(store, rows, rules, row))];
    }

    private static ServedKind Served(RevisionStore store, List<KindInfo> rows, Dictionary<(string, string), IKindRules> rules, KindInfo row)
    {
        var own = rules.GetValueOrDefault((row.Group, row.Plural)) ?? new PlainRules(row.Group, row.Plural, isCustom: false);
        var home = Home(row);
        return new(row, store.Collection(home.Group, home.Plural), own)
        {
            Stored = rows.First(other => other.Group == home.Group && other.Version == home.Version && other.Plural == home.Plural),
            SelectableFields = own.SelectableFields.ToImmutableDictionary(
                path => path, path => (Func<JsonObject, string>)(item => ScaleView.At(item, path) is { } value ? value.ToString() : ""), StringComparer.Ordinal),
        };
    }

    /// <summary>Where a kind with several names or versions is kept.</summary>
    private static (string Group, string Version, string Plural) Home(KindInfo row) => (row.Group, row.Plural) switch
    {
        ("events.k8s.io", "events") => ("", "v1", "events"),
        ("autoscaling", "horizontalpodautoscalers") => ("autoscaling", "v2", "horizontalpodautoscalers"),
        _ => (row.Group, row.Version, row.Plural),
    };
}
