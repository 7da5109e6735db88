using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

/// <summary>Never configured.</summary>
internal sealed class GetBucketAccelerate : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketAccelerate", "GET", OperationScope.Bucket, "accelerate");

    public async Task RunAsync(S3Call call)
    {
        _ = call.Bucket;
        call.Require("s3:GetAccelerateConfiguration");
        using var answer = new XmlAnswer("AccelerateConfiguration");
        await call.AnswerAsync(answer);
    }
}
