using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Buckets;

internal sealed class DeleteBucket : IOperation
{
    public OperationRoute Route { get; } = new("DeleteBucket", "DELETE", OperationScope.Bucket);

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:DeleteBucket");
        await call.Store.Buckets.DeleteAsync(bucket);
        await call.DoneAsync(204);
    }
}
