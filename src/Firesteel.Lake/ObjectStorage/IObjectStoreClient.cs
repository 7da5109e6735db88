using System.Collections.Immutable;
using Firesteel.Lake.Planning;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.ObjectStorage;

/// <summary>What the lake asks of S3 itself. A refusal is a <see cref="Connecting.StoreException"/>; no answer an <see cref="HttpRequestException"/>.</summary>
public interface IObjectStoreClient : IDisposable
{
    /// <returns>False when there is no such bucket.</returns>
    Task<bool> BucketExistsAsync(string bucket, CancellationToken stop = default);

    /// <summary>Safe to repeat: a bucket that is already the caller's is success.</summary>
    Task CreateBucketAsync(string bucket, string region, bool objectLock, CancellationToken stop = default);

    /// <returns>Null: never set; false: suspended.</returns>
    Task<bool?> VersioningAsync(string bucket, CancellationToken stop = default);

    Task SetVersioningAsync(string bucket, bool enabled, CancellationToken stop = default);

    /// <returns>Null when the bucket has no object lock.</returns>
    Task<ObjectLockSpecification?> ObjectLockAsync(string bucket, CancellationToken stop = default);

    Task SetObjectLockAsync(string bucket, ObjectLockSpecification wanted, CancellationToken stop = default);

    /// <returns>The rules whose ids are ours, sorted by id.</returns>
    Task<ImmutableArray<LifecycleRuleState>> LifecycleAsync(string bucket, CancellationToken stop = default);

    /// <summary>Puts ours in place of those of ours; rules of others stay.</summary>
    Task SetLifecycleAsync(string bucket, ImmutableArray<LifecycleRuleState> ours, CancellationToken stop = default);

    /// <summary>In key order, page by page.</summary>
    /// <param name="directories">True rolls up what lies below the next slash.</param>
    IAsyncEnumerable<ObjectEntry> ListAsync(string bucket, string prefix, bool directories, int pageSize = 1000, CancellationToken stop = default);

    Task<ImmutableArray<string>> ListBucketsAsync(CancellationToken stop = default);

    /// <returns>Null when there is no such object.</returns>
    Task<ObjectEntry?> FindAsync(string bucket, string key, CancellationToken stop = default);

    /// <summary>The object's bytes as they come; the caller disposes the stream.</summary>
    Task<Stream> OpenAsync(string bucket, string key, CancellationToken stop = default);

    /// <summary>Uploads to the end of the stream; in parts when it is long or of unknown length.</summary>
    /// <param name="progress">Told the bytes sent so far.</param>
    Task PutAsync(string bucket, string key, Stream content, IProgress<long>? progress = null, CancellationToken stop = default);

    /// <summary>Copies on the server.</summary>
    Task CopyAsync(ObjectEntry source, string sourceBucket, string bucket, string key, CancellationToken stop = default);

    /// <returns>Keys that were not deleted, with the store's reason.</returns>
    Task<ImmutableArray<(string Key, string Reason)>> DeleteAsync(string bucket, IReadOnlyCollection<string> keys, CancellationToken stop = default);
}
