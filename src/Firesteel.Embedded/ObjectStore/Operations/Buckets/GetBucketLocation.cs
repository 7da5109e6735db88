using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Buckets;

/// <summary>us-east-1 is written as nothing at all.</summary>
internal sealed class GetBucketLocation : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketLocation", "GET", OperationScope.Bucket, "location");

    public async Task RunAsync(S3Call call)
    {
        _ = call.Bucket;
        call.Require("s3:GetBucketLocation");
        using var answer = new XmlAnswer("LocationConstraint");
        if (call.Store.Options.Region != "us-east-1")
            answer.Content(call.Store.Options.Region);
        await call.AnswerAsync(answer);
    }
}
