using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>The versions of objects: which one is newest, how one more comes and how one goes. Every change is one batch of the index.</summary>
internal sealed class ObjectCatalog(IObjectStorage storage, TimeProvider time)
{
    private readonly KeyLocks _locks = new();
    private long _lastSequence;

    public KeyLocks Locks => _locks;

    /// <summary>The newest version, be it a delete marker; null when the key has none.</summary>
    public ObjectVersion? Newest(Bucket bucket, string key) =>
        storage.Find(IndexKeys.Object(bucket.Id, key)) is { } record ? VersionCodec.Read(key, record) : null;

    /// <param name="versionId">Null: the newest.</param>
    public ObjectVersion? Find(Bucket bucket, string key, string? versionId)
    {
        var newest = Newest(bucket, key);
        if (versionId is null || newest is null || newest.VersionName == versionId)
            return newest;
        if (versionId == "null")
            return OlderNull(bucket, key);
        return ObjectVersion.SequenceOf(versionId) is { } sequence
            && storage.Find(IndexKeys.Version(bucket.Id, key, sequence)) is { } record
            && VersionCodec.Read(key, record) is var version && version.VersionId == versionId
            ? version
            : null;
    }

    public bool IsOnlyVersion(Bucket bucket, ObjectVersion newest) => !Older(bucket, newest.Key).Any();

    /// <summary>Makes <paramref name="draft"/> the newest version of its key.</summary>
    /// <param name="batch">Holds the blobs of the draft.</param>
    /// <param name="check">Sees the newest version, null when the key has none or is deleted, and throws to stop; one step with the change.</param>
    public async Task<ObjectVersion> PublishAsync(Bucket bucket, ObjectVersion draft, IndexBatch batch, Action<ObjectVersion?>? check = null)
    {
        using var holding = await _locks.EnterAsync(bucket.Id, draft.Key);
        return await PublishHeldAsync(bucket, draft, batch, check);
    }

    /// <summary>The same for a caller that holds the key's lock.</summary>
    public async Task<ObjectVersion> PublishHeldAsync(Bucket bucket, ObjectVersion draft, IndexBatch batch, Action<ObjectVersion?>? check)
    {
        var newest = Newest(bucket, draft.Key);
        check?.Invoke(newest is { IsDeleteMarker: false } ? newest : null);
        return await PutOnTopAsync(bucket, draft, newest, batch);
    }

    /// <param name="versionId">Null: the object as a whole, which on a versioned bucket puts a delete marker on top.</param>
    /// <param name="check">Sees the version that would go or be covered, null when there is none, and throws to stop.</param>
    public async Task<DeleteOutcome> DeleteAsync(Bucket bucket, string key, string? versionId, string owner, Action<ObjectVersion?>? check = null)
    {
        using var holding = await _locks.EnterAsync(bucket.Id, key);
        var newest = Newest(bucket, key);
        if (versionId is null)
        {
            check?.Invoke(newest);
            if (bucket.Configuration.Versioning == Versioning.Never)
            {
                if (newest is not null)
                    await RemoveAsync(bucket, newest, newest);
                return new(newest, null);
            }

            var marker = new ObjectVersion { Key = key, IsDeleteMarker = true, Modified = time.GetUtcNow(), Owner = owner };
            return new(null, await PutOnTopAsync(bucket, marker, newest, new()));
        }

        var version = Find(bucket, key, versionId);
        check?.Invoke(version);
        if (version is not null)
            await RemoveAsync(bucket, version, newest!);
        return new(version, null);
    }

    /// <summary>Changes what is said about a version: tags, access, retention. Its bytes stay.</summary>
    /// <param name="change">Sees null when there is no such version, and throws to stop.</param>
    public async Task<ObjectVersion> UpdateAsync(Bucket bucket, string key, string? versionId, Func<ObjectVersion?, ObjectVersion> change)
    {
        using var holding = await _locks.EnterAsync(bucket.Id, key);
        var version = Find(bucket, key, versionId);
        var changed = change(version);
        var isNewest = Newest(bucket, key)!.Sequence == changed.Sequence;
        await CommitAsync(bucket, new IndexBatch().Put(isNewest ? IndexKeys.Object(bucket.Id, key) : IndexKeys.Version(bucket.Id, key, changed.Sequence), VersionCodec.Write(changed)), 0, 0);
        return changed;
    }

    private async Task<ObjectVersion> PutOnTopAsync(Bucket bucket, ObjectVersion draft, ObjectVersion? newest, IndexBatch batch)
    {
        var version = draft with { Sequence = NextSequence(newest?.Sequence ?? 0) };
        var bytes = version.Size;
        var versions = 1;
        if (bucket.Configuration.Versioning == Versioning.Enabled)
        {
            version = version with { VersionId = ObjectVersion.NewVersionId(version.Sequence) };
            Bury(newest);
        }
        else
        {
            // The version called null takes the place of the one before it, wherever that lies.
            var replaced = newest;
            if (newest is { VersionId: not null })
            {
                Bury(newest);
                replaced = OlderNull(bucket, draft.Key);
                if (replaced is not null)
                    batch.Delete(IndexKeys.Version(bucket.Id, replaced.Key, replaced.Sequence));
            }

            if (replaced is not null)
            {
                batch.Release(replaced.Blobs);
                bytes -= replaced.Size;
                versions--;
            }
        }

        batch.Put(IndexKeys.Object(bucket.Id, version.Key), VersionCodec.Write(version));
        await CommitAsync(bucket, batch, bytes, versions);
        return version;

        void Bury(ObjectVersion? older)
        {
            if (older is not null)
                batch.Put(IndexKeys.Version(bucket.Id, older.Key, older.Sequence), VersionCodec.Write(older));
        }
    }

    private async Task RemoveAsync(Bucket bucket, ObjectVersion version, ObjectVersion newest)
    {
        var batch = new IndexBatch();
        batch.Release(version.Blobs);
        if (version.Sequence != newest.Sequence)
        {
            batch.Delete(IndexKeys.Version(bucket.Id, version.Key, version.Sequence));
        }
        else if (Older(bucket, version.Key).FirstOrDefault() is { } next)
        {
            batch.Delete(IndexKeys.Version(bucket.Id, next.Key, next.Sequence));
            batch.Put(IndexKeys.Object(bucket.Id, next.Key), VersionCodec.Write(next));
        }
        else
        {
            batch.Delete(IndexKeys.Object(bucket.Id, version.Key));
        }

        await CommitAsync(bucket, batch, -version.Size, -1);
    }

    private async Task CommitAsync(Bucket bucket, IndexBatch batch, long bytes, long versions)
    {
        if (!bucket.Enter())
            throw new S3Exception(S3Errors.NoSuchBucket);
        try
        {
            if (!bucket.Count(bytes, versions))
                throw new S3Exception(S3Errors.QuotaExceeded);
            try
            {
                await storage.CommitAsync(batch.Add(IndexKeys.BucketUsage(bucket.Id), bytes, versions));
            }
            catch
            {
                bucket.Uncount(bytes, versions);
                throw;
            }
        }
        finally
        {
            bucket.Leave();
        }
    }

    private ObjectVersion? OlderNull(Bucket bucket, string key) => Older(bucket, key).FirstOrDefault(version => version.VersionId is null);

    /// <summary>Versions below the newest, the latest first.</summary>
    private IEnumerable<ObjectVersion> Older(Bucket bucket, string key) =>
        IndexKeys.Each(storage, IndexKeys.Versions(bucket.Id, key)).Select(entry => VersionCodec.Read(key, entry.Value));

    private long NextSequence(long above)
    {
        while (true)
        {
            var last = Volatile.Read(ref _lastSequence);
            var next = Math.Max(Math.Max(last, above) + 1, time.GetUtcNow().UtcTicks);
            if (Interlocked.CompareExchange(ref _lastSequence, next, last) == last)
                return next;
        }
    }
}
