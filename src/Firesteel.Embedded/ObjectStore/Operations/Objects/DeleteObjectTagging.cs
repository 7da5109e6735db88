using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

internal sealed class DeleteObjectTagging : IOperation
{
    public OperationRoute Route { get; } = new("DeleteObjectTagging", "DELETE", OperationScope.Object, "tagging");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        ObjectLookup.Get(call, bucket, "s3:DeleteObjectTagging");
        var version = await call.Store.Objects.UpdateAsync(bucket, call.Key, call.VersionId, found => ObjectLookup.Existing(found, call.VersionId) with { Tags = [] });
        ObjectHeaders.WriteVersion(call, version, bucket);
        await call.DoneAsync(204);
    }
}
