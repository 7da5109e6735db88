using System.Collections.Concurrent;
using System.Text.Json;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>The buckets: all in memory, changed through the index.</summary>
internal sealed class BucketCatalog
{
    private readonly IObjectStorage _storage;
    private readonly SemaphoreSlim _changing = new(1);
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private long _lastId;

    public BucketCatalog(IObjectStorage storage)
    {
        _storage = storage;
        foreach (var (_, value) in IndexKeys.Each(storage, IndexKeys.BucketPrefix))
        {
            if (JsonSerializer.Deserialize(value, CatalogJson.Default.BucketConfiguration) is not { } configuration)
                continue;
            var (bytes, versions) = Counters.Read(storage.Find(IndexKeys.BucketUsage(configuration.Id)));
            _buckets[configuration.Name] = new(configuration, bytes, versions);
            _lastId = Math.Max(_lastId, configuration.Id);
        }
    }

    public IEnumerable<Bucket> All => _buckets.Values.OrderBy(bucket => bucket.Name, StringComparer.Ordinal);

    public Bucket? Find(string name) => _buckets.GetValueOrDefault(name);

    /// <param name="configuration">Its id is given here.</param>
    /// <returns>The bucket, or the one that has the name already.</returns>
    public async Task<(Bucket Bucket, bool Created)> CreateAsync(BucketConfiguration configuration)
    {
        await _changing.WaitAsync();
        try
        {
            if (_buckets.TryGetValue(configuration.Name, out var existing))
                return (existing, false);
            // Numbers follow the clock, so that one is not used again after its bucket was deleted and the store restarted.
            _lastId = Math.Max(_lastId + 1, configuration.Created.ToUnixTimeMilliseconds() << 8);
            configuration = configuration with { Id = _lastId };
            await _storage.CommitAsync(Record(configuration));
            return (_buckets[configuration.Name] = new(configuration, 0, 0), true);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <exception cref="S3Exception">What <paramref name="change"/> throws; the bucket is as it was.</exception>
    public async Task ChangeAsync(Bucket bucket, Func<BucketConfiguration, BucketConfiguration> change)
    {
        await _changing.WaitAsync();
        try
        {
            if (Find(bucket.Name) != bucket)
                throw new S3Exception(S3Errors.NoSuchBucket);
            var changed = change(bucket.Configuration);
            await _storage.CommitAsync(Record(changed));
            bucket.Become(changed);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <exception cref="S3Exception">Not empty, or just being written to.</exception>
    public async Task DeleteAsync(Bucket bucket)
    {
        await _changing.WaitAsync();
        try
        {
            if (Find(bucket.Name) != bucket)
                throw new S3Exception(S3Errors.NoSuchBucket);
            if (!bucket.Close())
                throw new S3Exception(S3Errors.BucketNotEmpty);
            if (Any(IndexKeys.ObjectPrefix(bucket.Id)) || Any(IndexKeys.VersionPrefix(bucket.Id)))
            {
                bucket.Reopen();
                throw new S3Exception(S3Errors.BucketNotEmpty);
            }

            await _storage.CommitAsync(WithoutUploads(bucket).Delete(IndexKeys.Bucket(bucket.Name)).Delete(IndexKeys.BucketUsage(bucket.Id)));
            _buckets.TryRemove(bucket.Name, out _);
        }
        finally
        {
            _changing.Release();
        }
    }

    private static IndexBatch Record(BucketConfiguration configuration) =>
        new IndexBatch().Put(IndexKeys.Bucket(configuration.Name), JsonSerializer.SerializeToUtf8Bytes(configuration, CatalogJson.Default.BucketConfiguration));

    /// <summary>Uploads that were never finished do not keep a bucket alive.</summary>
    private IndexBatch WithoutUploads(Bucket bucket)
    {
        var batch = new IndexBatch();
        foreach (var (key, value) in IndexKeys.Each(_storage, IndexKeys.UploadPrefix(bucket.Id)))
        {
            batch.Delete(key);
            var upload = UploadCodec.Read("", value);
            foreach (var (partKey, part) in IndexKeys.Each(_storage, IndexKeys.PartPrefix(upload.Id)))
            {
                batch.Delete(partKey);
                batch.Release(UploadCodec.ReadPart(part).Blobs);
            }
        }

        return batch;
    }

    private bool Any(byte[] prefix)
    {
        using var cursor = _storage.OpenCursor();
        cursor.Seek(prefix);
        return cursor.Valid && cursor.Key.StartsWith(prefix);
    }
}
