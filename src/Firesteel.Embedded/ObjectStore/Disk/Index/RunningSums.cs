using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Disk.Index;

/// <summary>Turns additions into values, where batches pass one after the other: a batch may add to what the one before it wrote and nobody can find yet.</summary>
/// <param name="find">The value that a key has in the index.</param>
internal sealed class RunningSums(Func<byte[], byte[]?> find)
{
    private readonly Dictionary<byte[], byte[]> _sums = new(KeyEquality.Instance);

    public IReadOnlyList<IndexChange> Resolve(IReadOnlyList<IndexChange> changes)
    {
        if (!changes.Any(change => change.Kind == IndexChangeKind.Add))
            return changes;
        var resolved = new List<IndexChange>(changes.Count);
        foreach (var change in changes)
        {
            if (change.Kind != IndexChangeKind.Add)
            {
                resolved.Add(change);
                _sums.Remove(change.Key);
                continue;
            }

            var after = Counters.Sum(_sums.TryGetValue(change.Key, out var known) ? known : find(change.Key), change.Value);
            _sums[change.Key] = after;
            resolved.Add(new(IndexChangeKind.Put, change.Key, after));
        }

        return resolved;
    }

    /// <summary>After a batch that failed: what it would have written is not the sum.</summary>
    public void Forget() => _sums.Clear();
}
