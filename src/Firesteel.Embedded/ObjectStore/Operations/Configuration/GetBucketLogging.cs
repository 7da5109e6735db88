using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

/// <summary>Never configured.</summary>
internal sealed class GetBucketLogging : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketLogging", "GET", OperationScope.Bucket, "logging");

    public async Task RunAsync(S3Call call)
    {
        _ = call.Bucket;
        call.Require("s3:GetBucketLogging");
        using var answer = new XmlAnswer("BucketLoggingStatus");
        await call.AnswerAsync(answer);
    }
}
