using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Operations.Objects;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Operations.Multipart;

internal sealed class UploadPart : IOperation
{
    public OperationRoute Route { get; } = new("UploadPart", "PUT", OperationScope.Object, "uploadId", "partNumber");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutObject", call.Key);
        var number = PartNumbers.Of(call);
        var upload = call.Store.Uploads.Get(bucket, call.Key, call.Query["uploadId"]!);
        var blobs = ObjectProtection.Open(call, upload.Draft.Encryption);
        using var body = call.Body();
        if (body.Length is null && !string.Equals(call.Header("Transfer-Encoding"), "chunked", StringComparison.OrdinalIgnoreCase))
            throw new S3Exception(S3Errors.MissingContentLength);
        if (body.Length > PutObject.Largest)
            throw new S3Exception(S3Errors.EntityTooLarge);
        if (upload.Algorithm is { } named && body.Algorithm is { } used && used != named)
            throw new S3Exception(S3Errors.InvalidRequest, $"Checksum Type mismatch occurred, expected checksum Type: {named.Name().ToLowerInvariant()}, actual checksum Type: {used.Name().ToLowerInvariant()}");
        await using var blob = blobs.Create(body.Length);
        var digests = await body.ReadAsync(blob.WriteAsync, PutObject.Largest, upload.Algorithm, call.Stop);
        call.Store.Metrics.Received(digests.Length);
        var batch = new IndexBatch();
        var sealedBlob = await blob.SealAsync(batch);
        var etag = blobs.ETagOf(digests.Md5);
        await call.Store.Uploads.PutPartAsync(bucket, upload, new(number, digests.Length, etag, call.Store.Time.GetUtcNow(), digests.Checksum, digests.Length == 0 ? [] : [sealedBlob]), batch);
        call.Answer("ETag", $"\"{etag}\"");
        ObjectProtection.Answer(call, upload.Draft.Encryption);
        ObjectHeaders.WriteChecksum(call, digests.Checksum, withType: false);
        await call.DoneAsync();
    }
}
