using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class DeleteBucketEncryption : IOperation
{
    public OperationRoute Route { get; } = new("DeleteBucketEncryption", "DELETE", OperationScope.Bucket, "encryption");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutEncryptionConfiguration");
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Encryption = null });
        await call.DoneAsync(204);
    }
}
