using System.Text;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class GetBucketCors : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketCors", "GET", OperationScope.Bucket, "cors");

    public Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:GetBucketCORS");
        return call.AnswerAsync(Encoding.UTF8.GetBytes(bucket.Configuration.Cors ?? throw new S3Exception(S3Errors.NoSuchCorsConfiguration)), "application/xml");
    }
}
