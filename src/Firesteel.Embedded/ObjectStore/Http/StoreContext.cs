using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Checksums.Md5Lanes;
using Firesteel.Embedded.ObjectStore.Metrics;
using Firesteel.Embedded.ObjectStore.Signing;
using Firesteel.Embedded.ObjectStore.Storage;
using Firesteel.Embedded.ObjectStore.Users;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>What every request needs of the store.</summary>
internal sealed class StoreContext
{
    public StoreContext(ObjectStoreOptions options, IObjectStorage storage, TimeProvider time, ILogger log)
    {
        Options = options;
        Storage = storage;
        Time = time;
        Log = log;
        Buckets = new(storage);
        Objects = new(storage, time);
        Uploads = new(storage, Objects, time);
        Users = new(storage, options.RootUser, options.RootPassword);
    }

    public ObjectStoreOptions Options { get; }

    public IObjectStorage Storage { get; }

    public TimeProvider Time { get; }

    public ILogger Log { get; }

    public BucketCatalog Buckets { get; }

    public ObjectCatalog Objects { get; }

    public UploadCatalog Uploads { get; }

    public UserDirectory Users { get; }

    public SigningKeys SigningKeys { get; } = new();

    public SharedMd5 Md5 { get; } = new();

    public StoreMetrics Metrics { get; } = new();
}
