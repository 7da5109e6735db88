using System.Text;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class GetBucketLifecycle : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketLifecycle", "GET", OperationScope.Bucket, "lifecycle");

    public Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:GetLifecycleConfiguration");
        return call.AnswerAsync(Encoding.UTF8.GetBytes(bucket.Configuration.Lifecycle ?? throw new S3Exception(S3Errors.NoSuchLifecycleConfiguration)), "application/xml");
    }
}
