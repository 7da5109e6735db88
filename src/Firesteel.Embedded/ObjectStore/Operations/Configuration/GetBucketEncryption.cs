using System.Text;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class GetBucketEncryption : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketEncryption", "GET", OperationScope.Bucket, "encryption");

    public Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:GetEncryptionConfiguration");
        return call.AnswerAsync(Encoding.UTF8.GetBytes(bucket.Configuration.Encryption ?? throw new S3Exception(S3Errors.ServerSideEncryptionNotFound)), "application/xml");
    }
}
