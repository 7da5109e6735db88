using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class DeletePublicAccessBlock : IOperation
{
    public OperationRoute Route { get; } = new("DeletePublicAccessBlock", "DELETE", OperationScope.Bucket, "publicAccessBlock");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutBucketPublicAccessBlock");
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { PublicAccess = null });
        await call.DoneAsync(204);
    }
}
