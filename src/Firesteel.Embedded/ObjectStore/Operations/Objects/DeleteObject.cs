using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

internal sealed class DeleteObject : IOperation
{
    public OperationRoute Route { get; } = new("DeleteObject", "DELETE", OperationScope.Object);

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var outcome = await DeleteAsync(call, bucket, call.Key, call.VersionId, new(call.Header("If-Match"), call.Header("x-amz-if-match-last-modified-time"), call.Header("x-amz-if-match-size")));
        if (outcome.Marker is { } marker)
        {
            call.Answer("x-amz-delete-marker", "true");
            call.Answer("x-amz-version-id", marker.VersionName);
        }
        else if (call.VersionId is { } id)
        {
            call.Answer("x-amz-version-id", id);
            if (outcome.Removed is { IsDeleteMarker: true })
                call.Answer("x-amz-delete-marker", "true");
        }

        await call.DoneAsync(204);
    }

    /// <exception cref="S3Exception">Not allowed, locked, or a condition does not hold.</exception>
    internal static Task<DeleteOutcome> DeleteAsync(S3Call call, Bucket bucket, string key, string? versionId, DeleteConditions conditions)
    {
        call.Require(versionId is null ? "s3:DeleteObject" : "s3:DeleteObjectVersion", key);
        return call.Store.Objects.DeleteAsync(bucket, key, versionId, call.Caller.Account?.Id ?? bucket.Owner, version =>
        {
            conditions.Check(version);
            if (versionId is not null && version is not null)
                LockGuard.Remove(call, version);
        });
    }
}
