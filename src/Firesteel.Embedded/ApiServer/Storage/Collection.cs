using System.Collections.Immutable;

namespace Firesteel.Embedded.ApiServer.Storage;

/// <summary>All objects of one kind, whatever version they are asked for in. Guarded by its <see cref="RevisionStore"/>'s lock, but for snapshots.</summary>
internal sealed class Collection(string group, string plural, long startRevision, int historyLength)
{
    private readonly List<StoreEvent> _history = [];
    private readonly HashSet<Watcher> _watchers = [];
    private int _forgotten;

    public string Group { get; } = group;

    public string Plural { get; } = plural;

    /// <summary>Where a real server would keep an object; it shows in a few error texts.</summary>
    public string StorageKey(string key) => $"/registry/{(Group.Length == 0 ? "" : Group + "/")}{Plural}/{key}";

    /// <summary>Keyed and ordered as a real store does: <c>namespace/name</c>, or the name of a cluster-scoped object.</summary>
    public ImmutableSortedDictionary<string, StoredObject> Objects { get; private set; } =
        ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);

    /// <summary>A watch from an older revision is told to list again.</summary>
    public long OldestWatchable { get; private set; } = startRevision;

    public void Apply(StoreEvent change)
    {
        var key = change.After.Key.ToString();
        Objects = change.IsDeletion ? Objects.Remove(key) : Objects.SetItem(key, change.After);
        _history.Add(change);
        if (_history.Count - _forgotten > historyLength)
            Forget();
        foreach (var watcher in _watchers)
            watcher.Offer(change);
    }

    /// <summary>The objects as they were at a revision: the present with the later changes undone. Null when those are forgotten.</summary>
    public ImmutableSortedDictionary<string, StoredObject>? At(long revision)
    {
        if (_forgotten > 0 && revision < _history[_forgotten].Revision - 1)
            return null;
        var objects = Objects;
        for (var i = _history.Count - 1; i >= _forgotten && _history[i].Revision > revision; i--)
        {
            var change = _history[i];
            var key = change.After.Key.ToString();
            objects = change.Before is null ? objects.Remove(key) : objects.SetItem(key, change.Before);
        }

        return objects;
    }

    public void Watch(Watcher watcher, long after)
    {
        var low = _forgotten;
        var high = _history.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_history[middle].Revision <= after)
                low = middle + 1;
            else
                high = middle;
        }

        for (; low < _history.Count; low++)
            watcher.Offer(_history[low]);
        _watchers.Add(watcher);
    }

    public void Unwatch(Watcher watcher) => _watchers.Remove(watcher);

    /// <summary>Ends all watches, for instance because the kind is no longer served.</summary>
    public void EndWatches()
    {
        foreach (var watcher in _watchers)
            watcher.End();
        _watchers.Clear();
    }

    private void Forget()
    {
        OldestWatchable = _history[_forgotten].Revision;
        _history[_forgotten++] = null!;
        if (_forgotten <= historyLength)
            return;
        _history.RemoveRange(0, _forgotten);
        _forgotten = 0;
        OldestWatchable = Math.Max(OldestWatchable, _history[0].Revision - 1);
    }
}
