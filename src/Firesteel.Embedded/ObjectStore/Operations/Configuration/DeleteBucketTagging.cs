using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class DeleteBucketTagging : IOperation
{
    public OperationRoute Route { get; } = new("DeleteBucketTagging", "DELETE", OperationScope.Bucket, "tagging");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutBucketTagging");
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Tags = [] });
        await call.DoneAsync(204);
    }
}
