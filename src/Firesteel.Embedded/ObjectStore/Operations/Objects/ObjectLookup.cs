using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

/// <summary>Finds the version that a request is about and says no in S3's words.</summary>
internal static class ObjectLookup
{
    /// <param name="action">Such as <c>s3:GetObject</c>; of a named version it is <c>s3:GetObjectVersion</c>.</param>
    /// <exception cref="S3Exception">Not there, deleted, or not allowed.</exception>
    public static ObjectVersion Get(S3Call call, Bucket bucket, string action)
    {
        var versionId = call.VersionId;
        if (versionId is not null)
            action = action.Replace("Object", "ObjectVersion", StringComparison.Ordinal);
        var version = call.Store.Objects.Find(bucket, call.Key, versionId);
        if (!call.May(action, call.Key, version is { IsDeleteMarker: false } ? version : null))
        {
            // Who may list the bucket may also know that a key is not there.
            if (version is { IsDeleteMarker: false } || !call.MayKnow(call.Key))
                throw new S3Exception(S3Errors.AccessDenied);
        }

        return Existing(version, versionId);
    }

    public static ObjectVersion Existing(ObjectVersion? version, string? versionId)
    {
        if (version is null)
            throw new S3Exception(versionId is null ? S3Errors.NoSuchKey : S3Errors.NoSuchVersion);
        if (!version.IsDeleteMarker)
            return version;
        throw new S3Exception(versionId is null ? S3Errors.NoSuchKey : S3Errors.MethodNotAllowed)
        {
            Headers =
            [
                ("x-amz-delete-marker", "true"), ("x-amz-version-id", version.VersionName),
                .. versionId is null ? [] : new[] { ("Last-Modified", S3Call.HttpDate(version.Modified)), ("Allow", "DELETE") },
            ],
        };
    }
}
