using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class GetBucketTagging : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketTagging", "GET", OperationScope.Bucket, "tagging");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:GetBucketTagging");
        if (bucket.Configuration.Tags.IsEmpty)
            throw new S3Exception(S3Errors.NoSuchTagSet);
        using var answer = TagDocument.Write(bucket.Configuration.Tags);
        await call.AnswerAsync(answer);
    }
}
