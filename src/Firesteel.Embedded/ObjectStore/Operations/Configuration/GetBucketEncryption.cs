using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

/// <summary>The store does not encrypt, and says so.</summary>
internal sealed class GetBucketEncryption : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketEncryption", "GET", OperationScope.Bucket, "encryption");

    public Task RunAsync(S3Call call)
    {
        _ = call.Bucket;
        call.Require("s3:GetEncryptionConfiguration");
        throw new S3Exception(S3Errors.ServerSideEncryptionNotFound);
    }
}
