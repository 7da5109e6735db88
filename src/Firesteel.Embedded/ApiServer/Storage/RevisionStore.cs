using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.ApiServer.Storage;

/// <summary>
/// Every object of the server, in memory, under one counter of revisions. Writers compute outside the lock and commit only when
/// the object is still the one they saw; readers take immutable snapshots.
/// </summary>
internal sealed class RevisionStore(int historyLength = 20_000)
{
    /// <summary>What a real store's request limit leaves for one object.</summary>
    private const int LargestObject = 1_572_864;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Group, string Plural), Collection> _collections = [];
    private long _revision = 1;
    private long _compacted;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Revision => Volatile.Read(ref _revision);

    public Collection Collection(string group, string plural)
    {
        lock (_gate)
        {
            if (!_collections.TryGetValue((group, plural), out var collection))
                _collections.Add((group, plural), collection = new(group, plural, _revision, historyLength));
            return collection;
        }
    }

    public StoredObject? Find(Collection collection, ObjectKey key) => collection.Objects.GetValueOrDefault(key.ToString());

    /// <summary>A consistent list and its revision.</summary>
    public (ImmutableSortedDictionary<string, StoredObject> Objects, long Revision) Snapshot(Collection collection)
    {
        lock (_gate)
            return (collection.Objects, _revision);
    }

    /// <returns>Null when the revision is forgotten.</returns>
    public ImmutableSortedDictionary<string, StoredObject>? SnapshotAt(Collection collection, long revision)
    {
        lock (_gate)
            return revision < _compacted ? null : collection.At(revision);
    }

    /// <summary>Writes when the object is still <paramref name="expected"/> (null: absent).</summary>
    /// <param name="next">Gets its resourceVersion here.</param>
    /// <exception cref="ObjectTooLargeException">Nothing was written.</exception>
    /// <returns>Null when somebody else wrote first. The expected object itself when nothing would change.</returns>
    public StoredObject? Commit(Collection collection, StoredObject? expected, JsonObject next, object encoding)
    {
        var metadata = (JsonObject)next["metadata"]!;
        if (expected is not null)
        {
            metadata["resourceVersion"] = expected.Revision.ToString();
            if (CanonicalJson.Write(next).AsSpan().SequenceEqual(expected.Json.Span))
                return ReferenceEquals(Find(collection, expected.Key), expected) ? expected : null;
        }

        lock (_gate)
        {
            var key = new KubeObject(next).Key;
            if (!ReferenceEquals(collection.Objects.GetValueOrDefault(key.ToString()), expected))
                return null;
            metadata["resourceVersion"] = (_revision + 1).ToString();
            var written = StoredObject.From(next, _revision + 1, encoding);
            if (written.Json.Length > LargestObject)
                throw new ObjectTooLargeException();
            Publish(collection, new(_revision + 1, expected, written, IsDeletion: false));
            return written;
        }
    }

    /// <param name="last">The content that watchers see last; it gets the deletion's resourceVersion.</param>
    /// <returns>False when somebody else wrote first.</returns>
    public bool Delete(Collection collection, StoredObject expected, JsonObject? last = null)
    {
        last ??= expected.Parse();
        lock (_gate)
        {
            if (!ReferenceEquals(collection.Objects.GetValueOrDefault(expected.Key.ToString()), expected))
                return false;
            ((JsonObject)last["metadata"]!)["resourceVersion"] = (_revision + 1).ToString();
            Publish(collection, new(_revision + 1, expected, StoredObject.From(last, _revision + 1, expected.Encoding), IsDeletion: true));
            return true;
        }
    }

    /// <summary>Starts a watch after a revision, or null when that is too old (<paramref name="oldest"/> says what would do).</summary>
    public Watcher? Watch(Collection collection, long after, out long oldest)
    {
        lock (_gate)
        {
            oldest = collection.OldestWatchable;
            if (after < oldest)
                return null;
            var watcher = new Watcher();
            collection.Watch(watcher, after);
            return watcher;
        }
    }

    /// <summary>The present objects, and a watcher of all that comes after them.</summary>
    public (ImmutableSortedDictionary<string, StoredObject> Objects, long Revision, Watcher Watcher) SnapshotAndWatch(Collection collection)
    {
        lock (_gate)
        {
            var watcher = new Watcher();
            collection.Watch(watcher, _revision);
            return (collection.Objects, _revision, watcher);
        }
    }

    public void Unwatch(Collection collection, Watcher watcher)
    {
        lock (_gate)
            collection.Unwatch(watcher);
    }

    public void EndWatches(Collection collection)
    {
        lock (_gate)
            collection.EndWatches();
    }

    /// <summary>Waits until the store has reached a revision.</summary>
    /// <returns>False when the time is up.</returns>
    public async Task<bool> WaitForAsync(long revision, TimeSpan patience, TimeProvider time, CancellationToken stop)
    {
        var deadline = time.GetUtcNow() + patience;
        while (Revision < revision)
        {
            Task changed;
            lock (_gate)
                changed = _changed.Task;
            var left = deadline - time.GetUtcNow();
            if (left <= TimeSpan.Zero)
                return false;
            if (Revision >= revision)
                return true;
            await Task.WhenAny(changed, Task.Delay(left, time, stop)).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
        }

        return true;
    }

    /// <summary>Forgets old versions, so that a list of an exact older revision is refused.</summary>
    public void Compact()
    {
        lock (_gate)
            _compacted = _revision;
    }

    private void Publish(Collection collection, StoreEvent change)
    {
        collection.Apply(change);
        Volatile.Write(ref _revision, change.Revision);
        var changed = _changed;
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
