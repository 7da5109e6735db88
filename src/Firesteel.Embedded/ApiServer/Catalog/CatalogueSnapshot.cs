using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Firesteel.Embedded.ApiServer.Catalog;

/// <summary>The served kinds at one moment, by path and by kind.</summary>
internal sealed class CatalogueSnapshot
{
    private readonly ImmutableSortedDictionary<string, ImmutableArray<ServedKind>> _owners;
    private readonly FrozenDictionary<(string Group, string Version, string Plural), ServedKind> _byPath;
    private readonly FrozenDictionary<(string Group, string Version, string Kind), ServedKind> _byKind;

    public CatalogueSnapshot(ImmutableArray<ServedKind> builtIn)
        : this(ImmutableSortedDictionary.Create<string, ImmutableArray<ServedKind>>(StringComparer.Ordinal).Add("", builtIn))
    {
    }

    private CatalogueSnapshot(ImmutableSortedDictionary<string, ImmutableArray<ServedKind>> owners)
    {
        _owners = owners;
        All = [.. owners.Values.SelectMany(kinds => kinds)];
        _byPath = All.ToFrozenDictionary(kind => (kind.Info.Group, kind.Info.Version, kind.Info.Plural));
        _byKind = All.GroupBy(kind => (kind.Info.Group, kind.Info.Version, kind.Info.Kind)).ToFrozenDictionary(kinds => kinds.Key, kinds => kinds.First());
        Groups = [.. All.GroupBy(kind => kind.Info.Group).Where(group => group.Key.Length > 0)
            .Select(group => new ServedGroup(group.Key, [.. group.Select(kind => kind.Info.Version).Distinct().Order(VersionPriority.Comparer)]))];
    }

    public ImmutableArray<ServedKind> All { get; }

    /// <summary>In the order of appearance, built-in ones first; without the core group.</summary>
    public ImmutableArray<ServedGroup> Groups { get; }

    public ServedKind? Find(string group, string version, string plural) => _byPath.GetValueOrDefault((group, version, plural));

    public ServedKind? FindKind(string group, string version, string kind) => _byKind.GetValueOrDefault((group, version, kind));

    /// <summary>What a definition serves; nothing when it is not established.</summary>
    public ImmutableArray<ServedKind> Owned(string owner) => _owners.GetValueOrDefault(owner, []);

    public IEnumerable<ServedKind> In(string group, string version) => All.Where(kind => kind.Info.Group == group && kind.Info.Version == version);

    public CatalogueSnapshot With(string owner, ImmutableArray<ServedKind> kinds) =>
        new(kinds.IsEmpty && owner.Length > 0 ? _owners.Remove(owner) : _owners.SetItem(owner, kinds));
}
