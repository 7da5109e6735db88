using System.Collections.Concurrent;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Memory;

/// <summary>Everything in memory and gone with the process: for tests and demonstrations.</summary>
internal sealed class MemoryStorage : IObjectStorage
{
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<Guid, MemoryBlob> _blobs = new();
    private OrderedMemory _index = new();

    public byte[]? Find(ReadOnlySpan<byte> key) => _index.TryGet(key, out var value) ? value : null;

    public IIndexCursor OpenCursor() => new MemoryCursor(() => Volatile.Read(ref _index));

    public Task CommitAsync(IndexBatch batch)
    {
        lock (_writing)
        {
            foreach (var change in batch.Changes)
                _index.Set(change.Key, change.Kind == IndexChangeKind.Add ? Counters.Sum(Find(change.Key), change.Value) : change.Value);
            if (_index.Deleted > 10_000 && _index.Deleted > _index.Count / 2)
                Volatile.Write(ref _index, Rebuilt());
        }

        batch.Committed = true;
        foreach (var blob in batch.Released)
            _blobs.TryRemove(blob.Id, out _);
        return Task.CompletedTask;
    }

    public IBlobWriter CreateBlob(long? length) => new MemoryBlobWriter(this);

    public IBlobReader OpenBlob(BlobReference blob) =>
        _blobs.TryGetValue(blob.Id, out var found) ? found : throw new FileNotFoundException($"blob {blob.Id:n} is gone");

    public BlobReference? Share(BlobReference blob, IndexBatch batch)
    {
        if (!_blobs.TryGetValue(blob.Id, out var found))
            throw new FileNotFoundException($"blob {blob.Id:n} is gone");
        var shared = blob with { Id = Guid.CreateVersion7() };
        _blobs[shared.Id] = found;
        batch.Bring(shared);
        return shared;
    }

    public ValueTask DisposeAsync()
    {
        _blobs.Clear();
        return ValueTask.CompletedTask;
    }

    internal void Forget(Guid id) => _blobs.TryRemove(id, out _);

    internal void Keep(Guid id, MemoryBlob blob) => _blobs[id] = blob;

    /// <summary>Deleted keys keep their nodes; a new list leaves them behind.</summary>
    private OrderedMemory Rebuilt()
    {
        var fresh = new OrderedMemory();
        for (var node = _index.FirstNotBelow([]); node is not null; node = node.Next(0))
        {
            if (node.Value is { } value)
                fresh.Set(node.Key, value);
        }

        return fresh;
    }
}
