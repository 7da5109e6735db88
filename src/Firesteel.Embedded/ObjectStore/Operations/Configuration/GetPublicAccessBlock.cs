using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class GetPublicAccessBlock : IOperation
{
    public OperationRoute Route { get; } = new("GetPublicAccessBlock", "GET", OperationScope.Bucket, "publicAccessBlock");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:GetBucketPublicAccessBlock");
        var block = bucket.Configuration.PublicAccess ?? throw new S3Exception(S3Errors.NoSuchPublicAccessBlockConfiguration);
        using var answer = new XmlAnswer("PublicAccessBlockConfiguration");
        answer.Text("BlockPublicAcls", block.BlockPublicAcls).Text("IgnorePublicAcls", block.IgnorePublicAcls)
            .Text("BlockPublicPolicy", block.BlockPublicPolicy).Text("RestrictPublicBuckets", block.RestrictPublicBuckets);
        await call.AnswerAsync(answer);
    }
}
