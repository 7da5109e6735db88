using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

internal sealed class PutObject : IOperation
{
    public OperationRoute Route { get; } = new("PutObject", "PUT", OperationScope.Object);

    internal const long Largest = 5L << 30;

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var draft = ObjectHeaders.Draft(call, bucket, call.Key);
        call.Require("s3:PutObject", call.Key);
        RequireFurther(call, draft);
        draft = draft with { Encryption = ObjectProtection.Choose(call, bucket) };
        var blobs = ObjectProtection.Open(call, draft.Encryption);
        var check = Conditions.Write(call);
        check?.Invoke(call.Store.Objects.Newest(bucket, call.Key) is { IsDeleteMarker: false } newest ? newest : null); // spares the upload; what counts is the check at the end
        using var body = call.Body();
        if (body.Length is null && !string.Equals(call.Header("Transfer-Encoding"), "chunked", StringComparison.OrdinalIgnoreCase))
            throw new S3Exception(S3Errors.MissingContentLength);
        if (body.Length > Largest)
            throw new S3Exception(S3Errors.EntityTooLarge);
        await using var blob = blobs.Create(body.Length);
        var digests = await body.ReadAsync(blob.WriteAsync, Largest, null, call.Stop);
        call.Store.Metrics.Received(digests.Length);
        var batch = new IndexBatch();
        var sealedBlob = await blob.SealAsync(batch);
        var version = await call.Store.Objects.PublishAsync(
            bucket, draft with { Size = digests.Length, ETag = blobs.ETagOf(digests.Md5), Checksum = digests.Checksum, Blobs = digests.Length == 0 ? [] : [sealedBlob] }, batch, check);
        call.Answer("ETag", $"\"{version.ETag}\"");
        ObjectHeaders.WriteChecksum(call, version.Checksum);
        ObjectHeaders.WriteExpiry(call, version, bucket);
        ObjectProtection.Answer(call, version.Encryption);
        ObjectHeaders.WriteNewVersion(call, version);
        await call.DoneAsync();
    }

    /// <summary>Whom the bucket's grants let write may say who may read it; whom a policy lets write needs the policy's leave for that too.</summary>
    private static void RequireAcl(S3Call call, string key)
    {
        if (!Authorization.MayWriteByGrants(call, call.Bucket))
            call.Require("s3:PutObjectAcl", key);
    }

    /// <summary>Headers that change more than the object's bytes need their own permissions.</summary>
    internal static void RequireFurther(S3Call call, ObjectVersion draft)
    {
        if (draft.Acl is not null && call.Header("x-amz-acl") is not "private")
            RequireAcl(call, draft.Key);
        if (!draft.Tags.IsEmpty && !Authorization.MayWriteByGrants(call, call.Bucket))
            call.Require("s3:PutObjectTagging", draft.Key);
        if (call.Header("x-amz-object-lock-mode") is not null)
            call.Require("s3:PutObjectRetention", draft.Key);
        if (draft.LegalHold is not null)
            call.Require("s3:PutObjectLegalHold", draft.Key);
    }
}
