using System.Security.Cryptography;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Operations.Objects;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Operations.Multipart;

internal sealed class UploadPartCopy : IOperation
{
    public OperationRoute Route { get; } = new("UploadPartCopy", "PUT", OperationScope.Object, "uploadId", "partNumber") { Header = "x-amz-copy-source" };

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutObject", call.Key);
        var number = PartNumbers.Of(call);
        var upload = call.Store.Uploads.Get(bucket, call.Key, call.Query["uploadId"]!);
        var target = ObjectProtection.Open(call, upload.Draft.Encryption);
        var source = CopySource.Find(call);
        var bytes = ObjectProtection.Open(call, source.Version.Encryption, CustomerKey.OfCopySource);
        var range = Range(call, source.Version.Size);
        if (range.Length > PutObject.Largest)
            throw new S3Exception(S3Errors.EntityTooLarge);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var checksum = upload.Algorithm is { } named ? new RunningChecksum(named) : null;
        await using var blob = target.Create(range.Length);
        await BlobBytes.ReadAsync(bytes, source.Version.Blobs, range.First, range.Length, data =>
        {
            md5.AppendData(data.Span);
            checksum?.Append(data.Span);
            return blob.WriteAsync(data);
        }, call.Stop);
        var batch = new IndexBatch();
        var sealedBlob = await blob.SealAsync(batch);
        var part = new UploadedPart(
            number, range.Length, target.ETagOf(md5.GetHashAndReset()), call.Store.Time.GetUtcNow(),
            checksum is null ? null : new(checksum.Algorithm, Convert.ToBase64String(checksum.Finish())), range.Length == 0 ? [] : [sealedBlob]);
        await call.Store.Uploads.PutPartAsync(bucket, upload, part, batch);
        if (source.Bucket.Configuration.Versioning != Versioning.Never)
            call.Answer("x-amz-copy-source-version-id", source.Version.VersionName);
        ObjectProtection.Answer(call, upload.Draft.Encryption);
        using var answer = new XmlAnswer("CopyPartResult");
        answer.Time("LastModified", part.Modified).Text("ETag", $"\"{part.ETag}\"");
        ObjectHeaders.WriteChecksum(answer, part.Checksum, withType: false);
        await call.AnswerAsync(answer);
    }

    private static ByteRange Range(S3Call call, long size)
    {
        if (call.Header("x-amz-copy-source-range") is not { } header)
            return new(0, size - 1);
        var range = ByteRange.Exact(header) ?? throw new S3Exception(S3Errors.InvalidArgument, "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy");
        return range.Last < size ? range : throw new S3Exception(S3Errors.InvalidRange, $"Range specified is not valid for source object of size: {size}");
    }
}
