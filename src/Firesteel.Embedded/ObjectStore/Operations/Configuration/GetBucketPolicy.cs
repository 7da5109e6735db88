using System.Text;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class GetBucketPolicy : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketPolicy", "GET", OperationScope.Bucket, "policy");

    public Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:GetBucketPolicy");
        return call.AnswerAsync(Encoding.UTF8.GetBytes(bucket.Configuration.Policy ?? throw new S3Exception(S3Errors.NoSuchBucketPolicy)), "application/json");
    }
}
