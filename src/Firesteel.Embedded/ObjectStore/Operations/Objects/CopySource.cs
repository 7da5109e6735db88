using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

/// <summary>Where a copy comes from: <c>x-amz-copy-source</c>, percent-encoded, its slash too if the client likes.</summary>
internal sealed record CopySource(Bucket Bucket, ObjectVersion Version)
{
    /// <exception cref="S3Exception">Not there, not allowed, or a condition does not hold.</exception>
    public static CopySource Find(S3Call call)
    {
        var header = call.Header("x-amz-copy-source") ?? "";
        var question = header.IndexOf("?versionId=", StringComparison.Ordinal);
        var versionId = question < 0 ? null : UriEncoding.Decode(header.AsSpan(question + "?versionId=".Length), false);
        if (UriEncoding.Decode(question < 0 ? header : header.AsSpan(0, question), false) is not { } path)
            throw new S3Exception(S3Errors.InvalidArgument, "Invalid copy source encoding.");
        path = path.StartsWith('/') ? path[1..] : path;
        var slash = path.IndexOf('/');
        if (slash <= 0 || slash == path.Length - 1)
            throw new S3Exception(S3Errors.InvalidArgument, "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
        var bucket = call.BucketNamed(path[..slash]);
        var key = path[(slash + 1)..];
        var version = call.Store.Objects.Find(bucket, key, versionId);
        var action = versionId is null ? "s3:GetObject" : "s3:GetObjectVersion";
        if (!Authorization.Allows(call, bucket, action, key, version is { IsDeleteMarker: false } ? version : null)
            && (version is { IsDeleteMarker: false } || !Authorization.Allows(call, bucket, "s3:ListBucket", null, null)))
            throw new S3Exception(S3Errors.AccessDenied);
        if (version is { IsDeleteMarker: true } && versionId is not null)
            throw new S3Exception(S3Errors.InvalidRequest, "The source of a copy request may not specifically refer to a delete marker by version id.");
        version = ObjectLookup.Existing(version, versionId);
        Conditions.CopySource(call, version);
        return new(bucket, version);
    }
}
