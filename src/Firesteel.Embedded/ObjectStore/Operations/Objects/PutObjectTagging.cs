using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

internal sealed class PutObjectTagging : IOperation
{
    public OperationRoute Route { get; } = new("PutObjectTagging", "PUT", OperationScope.Object, "tagging");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var tags = TagDocument.Read(await call.XmlAsync(), TagDocument.MostOfObject);
        call.RequestTags = tags;
        ObjectLookup.Get(call, bucket, "s3:PutObjectTagging");
        var version = await call.Store.Objects.UpdateAsync(bucket, call.Key, call.VersionId, found => ObjectLookup.Existing(found, call.VersionId) with { Tags = tags });
        ObjectHeaders.WriteVersion(call, version, bucket);
        await call.DoneAsync(200);
    }
}
