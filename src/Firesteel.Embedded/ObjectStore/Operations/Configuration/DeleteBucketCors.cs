using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class DeleteBucketCors : IOperation
{
    public OperationRoute Route { get; } = new("DeleteBucketCors", "DELETE", OperationScope.Bucket, "cors");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutBucketCORS");
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Cors = null });
        await call.DoneAsync(204);
    }
}
