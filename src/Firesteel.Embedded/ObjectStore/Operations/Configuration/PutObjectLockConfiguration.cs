using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class PutObjectLockConfiguration : IOperation
{
    public OperationRoute Route { get; } = new("PutObjectLockConfiguration", "PUT", OperationScope.Bucket, "object-lock");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutBucketObjectLockConfiguration");
        var settings = LockDocument.Read(await call.XmlAsync());
        if (bucket.Configuration.Lock is null && bucket.Configuration.Versioning != Versioning.Enabled)
            throw new S3Exception(S3Errors.InvalidBucketState, "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Lock = settings });
        await call.DoneAsync(200);
    }
}
