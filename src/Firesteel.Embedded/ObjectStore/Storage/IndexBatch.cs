namespace Firesteel.Embedded.ObjectStore.Storage;

/// <summary>Changes of the index that become visible together.</summary>
internal sealed class IndexBatch
{
    private readonly List<IndexChange> _changes = [];
    private readonly List<BlobReference> _released = [];
    private readonly List<BlobReference> _sealed = [];

    public IReadOnlyList<IndexChange> Changes => _changes;

    /// <summary>Set by the storage once the batch stands.</summary>
    public bool Committed { get; set; }

    /// <summary>Blobs that nothing refers to once the batch stands.</summary>
    public IReadOnlyList<BlobReference> Released => _released;

    /// <summary>Blobs that the batch brings in.</summary>
    public IReadOnlyList<BlobReference> Sealed => _sealed;

    public IndexBatch Put(byte[] key, byte[] value)
    {
        _changes.Add(new(IndexChangeKind.Put, key, value));
        return this;
    }

    public IndexBatch Delete(byte[] key)
    {
        _changes.Add(new(IndexChangeKind.Delete, key, null));
        return this;
    }

    /// <summary>Adds to a pair of counters, in the order in which batches are committed.</summary>
    public IndexBatch Add(byte[] key, long first, long second)
    {
        if (first != 0 || second != 0)
            _changes.Add(new(IndexChangeKind.Add, key, Counters.Bytes(first, second)));
        return this;
    }

    public void Release(BlobReference blob) => _released.Add(blob);

    public void Release(IEnumerable<BlobReference> blobs) => _released.AddRange(blobs);

    public void Bring(BlobReference blob) => _sealed.Add(blob);
}
