using Firesteel.Embedded.ObjectStore.Disk.Blobs;
using Firesteel.Embedded.ObjectStore.Disk.Index;
using Firesteel.Embedded.ObjectStore.Storage;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.ObjectStore.Disk;

/// <summary>
/// Objects in a directory: a log-structured index, small blobs inside it, large ones as files that never change. A blob's file is named in the index
/// as doubtful before it is written and until it is referred to, so that what a crash left behind is found without looking at every file.
/// </summary>
internal sealed class DiskStorage : IObjectStorage
{
    private readonly LogStructuredIndex _index;
    private readonly BlobFiles _files;
    private readonly DiskSpace _space;

    private DiskStorage(LogStructuredIndex index, BlobFiles files, DiskSpace space) => (_index, _files, _space) = (index, files, space);

    /// <exception cref="IOException">Another process has the directory, or it cannot be read.</exception>
    public static DiskStorage Open(string directory, FsyncPolicy fsync, TimeProvider time, ILogger log)
    {
        Directory.CreateDirectory(directory);
        var index = LogStructuredIndex.Open(Path.Combine(directory, "index"), fsync, time, log);
        try
        {
            var space = new DiskSpace(directory);
            var storage = new DiskStorage(index, new(Path.Combine(directory, "blobs"), fsync, space), space);
            storage.RemoveDoubtful();
            return storage;
        }
        catch
        {
            index.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    internal BlobFiles Files => _files;

    public byte[]? Find(ReadOnlySpan<byte> key) => _index.Find(key);

    public IIndexCursor OpenCursor() => _index.OpenCursor();

    public async Task CommitAsync(IndexBatch batch)
    {
        foreach (var blob in batch.Sealed)
        {
            if (!blob.Inline)
                batch.Delete(BlobKeys.Doubtful(blob.Id));
        }

        foreach (var blob in batch.Released)
        {
            if (blob.Inline)
                batch.Delete(BlobKeys.Inline(blob.Id));
            else
                batch.Put(BlobKeys.Doubtful(blob.Id), []);
        }

        await _index.CommitAsync(batch.Changes, durable: true);
        batch.Committed = true;
        await RemoveAsync([.. batch.Released.Where(blob => !blob.Inline)]);
    }

    /// <exception cref="IOException">The disk is full.</exception>
    public IBlobWriter CreateBlob(long? length)
    {
        _space.Require(length ?? 0);
        return new DiskBlobWriter(this, length);
    }

    public IBlobReader OpenBlob(BlobReference blob) => blob.Inline
        ? new InlineBlob(_index.Find(BlobKeys.Inline(blob.Id)) ?? throw new FileNotFoundException($"blob {blob.Id:n} is gone"))
        : new BlobFile(_files.OpenRead(blob.Id), blob.Length);

    public BlobReference? Share(BlobReference blob, IndexBatch batch)
    {
        _space.Require(0);
        var shared = blob with { Id = Guid.CreateVersion7() };
        if (blob.Inline)
        {
            batch.Put(BlobKeys.Inline(shared.Id), _index.Find(BlobKeys.Inline(blob.Id)) ?? throw new FileNotFoundException($"blob {blob.Id:n} is gone"));
            return shared;
        }

        _index.CommitAsync([new(IndexChangeKind.Put, BlobKeys.Doubtful(shared.Id), [])], durable: false).GetAwaiter().GetResult();
        if (!_files.TryLink(blob.Id, shared.Id))
            return null;
        batch.Bring(shared);
        return shared;
    }

    public ValueTask DisposeAsync() => _index.DisposeAsync();

    /// <summary>Says that a blob's file may be without a reference from now on; survives a killed process at once, a power cut with the next commit.</summary>
    internal Task DoubtAsync(Guid id) => _index.CommitAsync([new(IndexChangeKind.Put, BlobKeys.Doubtful(id), [])], durable: false);

    /// <summary>Deletes files and the doubt about them.</summary>
    internal async Task RemoveAsync(IReadOnlyList<BlobReference> blobs)
    {
        if (blobs.Count == 0)
            return;
        foreach (var blob in blobs)
            _files.Delete(blob.Id);
        await _index.CommitAsync([.. blobs.Select(blob => new IndexChange(IndexChangeKind.Delete, BlobKeys.Doubtful(blob.Id), null))], durable: false);
    }

    private void RemoveDoubtful()
    {
        var ids = new List<BlobReference>();
        using (var cursor = OpenCursor())
        {
            for (cursor.Seek(BlobKeys.DoubtfulPrefix); cursor.Valid && cursor.Key.StartsWith(BlobKeys.DoubtfulPrefix); cursor.Next())
                ids.Add(new(BlobKeys.IdOf(cursor.Key), 0, false));
        }

        RemoveAsync(ids).GetAwaiter().GetResult();
    }
}
