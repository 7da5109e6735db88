using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class DeleteOwnershipControls : IOperation
{
    public OperationRoute Route { get; } = new("DeleteOwnershipControls", "DELETE", OperationScope.Bucket, "ownershipControls");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutBucketOwnershipControls");
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Ownership = null });
        await call.DoneAsync(204);
    }
}
