using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class GetOwnershipControls : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketOwnershipControls", "GET", OperationScope.Bucket, "ownershipControls");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:GetBucketOwnershipControls");
        var ownership = bucket.Configuration.Ownership ?? throw new S3Exception(S3Errors.OwnershipControlsNotFound);
        using var answer = new XmlAnswer("OwnershipControls");
        await call.AnswerAsync(answer.Element("Rule", rule => rule.Text("ObjectOwnership", ownership)));
    }
}
