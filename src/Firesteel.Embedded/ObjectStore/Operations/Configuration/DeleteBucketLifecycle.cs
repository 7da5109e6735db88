using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class DeleteBucketLifecycle : IOperation
{
    public OperationRoute Route { get; } = new("DeleteBucketLifecycle", "DELETE", OperationScope.Bucket, "lifecycle");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutLifecycleConfiguration");
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Lifecycle = null });
        await call.DoneAsync(204);
    }
}
