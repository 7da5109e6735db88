using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class PutBucketTagging : IOperation
{
    public OperationRoute Route { get; } = new("PutBucketTagging", "PUT", OperationScope.Bucket, "tagging");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutBucketTagging");
        var tags = TagDocument.Read(await call.XmlAsync(), TagDocument.MostOfBucket);
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Tags = tags });
        await call.DoneAsync(204);
    }
}
