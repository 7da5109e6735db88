using System.Collections.Concurrent;
using Firesteel.Embedded.ApiServer.Catalog;

namespace Firesteel.Embedded.ApiServer.Discovery.OpenApi;

/// <summary>Documents by group version; one is made anew when the kinds of its version have changed.</summary>
internal sealed class DocumentCache
{
    private readonly ConcurrentDictionary<(string Group, string Version), (IReadOnlyList<ServedKind> Kinds, OpenApiDocument Document)> _made = new();

    /// <returns>Null when nothing is served in that version.</returns>
    public OpenApiDocument? Find(CatalogueSnapshot catalogue, string group, string version)
    {
        var kinds = catalogue.In(group, version).ToList();
        if (kinds.Count == 0)
            return null;
        if (_made.TryGetValue((group, version), out var made) && made.Kinds.Select(kind => kind.Info).SequenceEqual(kinds.Select(kind => kind.Info), ReferenceEqualityComparer.Instance))
            return made.Document;
        var document = OpenApiDocument.Build(kinds);
        _made[(group, version)] = (kinds, document);
        return document;
    }
}
