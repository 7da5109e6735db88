using System.Collections.Concurrent;
using System.Collections.Immutable;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>Multipart uploads: nothing of one is visible before it is completed, and completing it moves no bytes.</summary>
internal sealed class UploadCatalog(IObjectStorage storage, ObjectCatalog objects, TimeProvider time)
{
    private const int Remembered = 10_000;
    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(10);

    private readonly KeyLocks _locks = new();

    /// <summary>A client whose answer was lost completes once more and gets the same answer.</summary>
    private readonly ConcurrentDictionary<Guid, (long Bucket, ObjectVersion Version, DateTimeOffset At)> _completed = new();

    public async Task<Upload> CreateAsync(Bucket bucket, Upload upload)
    {
        await CommitAsync(bucket, new IndexBatch().Put(IndexKeys.Upload(bucket.Id, upload.Draft.Key, upload.Id), UploadCodec.Write(upload)), 0);
        return upload;
    }

    /// <exception cref="S3Exception">There is none.</exception>
    public Upload Get(Bucket bucket, string key, string uploadId) =>
        Guid.TryParseExact(uploadId, "n", out var id) && storage.Find(IndexKeys.Upload(bucket.Id, key, id)) is { } record
            ? UploadCodec.Read(key, record)
            : throw new S3Exception(S3Errors.NoSuchUpload, null, ("UploadId", uploadId));

    public ObjectVersion? Completed(Bucket bucket, string key, string uploadId) =>
        Guid.TryParseExact(uploadId, "n", out var id) && _completed.TryGetValue(id, out var done) && done.Bucket == bucket.Id && done.Version.Key == key
            && time.GetUtcNow() - done.At < RememberedFor
            ? done.Version
            : null;

    public UploadedPart? Part(Upload upload, int number) => storage.Find(IndexKeys.Part(upload.Id, number)) is { } record ? UploadCodec.ReadPart(record) : null;

    /// <summary>Parts above a number, in order.</summary>
    public IEnumerable<UploadedPart> Parts(Upload upload, int above)
    {
        var prefix = IndexKeys.PartPrefix(upload.Id);
        using var cursor = storage.OpenCursor();
        for (cursor.Seek(IndexKeys.Part(upload.Id, above + 1)); cursor.Valid && cursor.Key.StartsWith(prefix); cursor.Next())
            yield return UploadCodec.ReadPart(cursor.Value);
    }

    /// <param name="batch">Holds the part's blobs.</param>
    public async Task PutPartAsync(Bucket bucket, Upload upload, UploadedPart part, IndexBatch batch)
    {
        using var holding = await _locks.EnterAsync(bucket.Id, upload.Name);
        Get(bucket, upload.Draft.Key, upload.Name);
        var replaced = Part(upload, part.Number);
        if (replaced is not null)
            batch.Release(replaced.Blobs);
        await CommitAsync(bucket, batch.Put(IndexKeys.Part(upload.Id, part.Number), UploadCodec.Write(part)), part.Size - (replaced?.Size ?? 0));
    }

    /// <param name="assemble">Chooses the parts of the object and describes it; throws when the request does not fit the parts.</param>
    /// <param name="check">As in <see cref="ObjectCatalog.PublishAsync"/>.</param>
    public async Task<ObjectVersion> CompleteAsync(
        Bucket bucket, Upload upload, Func<IReadOnlyDictionary<int, UploadedPart>, (ObjectVersion Version, ImmutableHashSet<int> Used)> assemble, Action<ObjectVersion?>? check)
    {
        using var holding = await _locks.EnterAsync(bucket.Id, upload.Name);
        if (Completed(bucket, upload.Draft.Key, upload.Name) is { } done)
            return done;
        Get(bucket, upload.Draft.Key, upload.Name);
        var parts = Parts(upload, 0).ToDictionary(part => part.Number);
        var (draft, used) = assemble(parts);
        var batch = new IndexBatch().Delete(IndexKeys.Upload(bucket.Id, upload.Draft.Key, upload.Id));
        long counted = 0;
        foreach (var part in parts.Values)
        {
            batch.Delete(IndexKeys.Part(upload.Id, part.Number));
            counted += part.Size;
            if (!used.Contains(part.Number))
                batch.Release(part.Blobs);
        }

        // The parts were counted when they came; from now on the object is.
        bucket.Count(-counted, 0);
        batch.Add(IndexKeys.BucketUsage(bucket.Id), -counted, 0);
        try
        {
            var version = await objects.PublishAsync(bucket, draft, batch, check);
            Remember(bucket, upload, version);
            return version;
        }
        catch
        {
            bucket.Uncount(-counted, 0);
            throw;
        }
    }

    public async Task AbortAsync(Bucket bucket, string key, string uploadId)
    {
        var upload = Get(bucket, key, uploadId);
        using var holding = await _locks.EnterAsync(bucket.Id, upload.Name);
        Get(bucket, key, uploadId);
        var batch = new IndexBatch().Delete(IndexKeys.Upload(bucket.Id, key, upload.Id));
        long counted = 0;
        foreach (var part in Parts(upload, 0))
        {
            batch.Delete(IndexKeys.Part(upload.Id, part.Number));
            batch.Release(part.Blobs);
            counted += part.Size;
        }

        await CommitAsync(bucket, batch, -counted);
    }

    private void Remember(Bucket bucket, Upload upload, ObjectVersion version)
    {
        var now = time.GetUtcNow();
        if (_completed.Count >= Remembered)
        {
            foreach (var (id, done) in _completed)
            {
                if (now - done.At >= RememberedFor || _completed.Count >= Remembered)
                    _completed.TryRemove(id, out _);
            }
        }

        _completed[upload.Id] = (bucket.Id, version with { Headers = [], Blobs = [] }, now);
    }

    private async Task CommitAsync(Bucket bucket, IndexBatch batch, long bytes)
    {
        if (!bucket.Enter())
            throw new S3Exception(S3Errors.NoSuchBucket);
        try
        {
            if (!bucket.Count(bytes, 0))
                throw new S3Exception(S3Errors.QuotaExceeded);
            try
            {
                await storage.CommitAsync(batch.Add(IndexKeys.BucketUsage(bucket.Id), bytes, 0));
            }
            catch
            {
                bucket.Uncount(bytes, 0);
                throw;
            }
        }
        finally
        {
            bucket.Leave();
        }
    }
}
