using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

/// <summary>Never configured.</summary>
internal sealed class GetBucketNotification : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketNotification", "GET", OperationScope.Bucket, "notification");

    public async Task RunAsync(S3Call call)
    {
        _ = call.Bucket;
        call.Require("s3:GetBucketNotification");
        using var answer = new XmlAnswer("NotificationConfiguration");
        await call.AnswerAsync(answer);
    }
}
