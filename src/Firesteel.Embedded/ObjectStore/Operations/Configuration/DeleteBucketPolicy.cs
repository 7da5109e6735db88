using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class DeleteBucketPolicy : IOperation
{
    public OperationRoute Route { get; } = new("DeleteBucketPolicy", "DELETE", OperationScope.Bucket, "policy");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:DeleteBucketPolicy");
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Policy = null });
        await call.DoneAsync(204);
    }
}
