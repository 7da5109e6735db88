using System.Security.Cryptography;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

/// <summary>Shares the bytes of the source, so that a copy costs the same whatever its size, unless it is to be encrypted otherwise.</summary>
internal sealed class CopyObject : IOperation
{
    public OperationRoute Route { get; } = new("CopyObject", "PUT", OperationScope.Object) { Header = "x-amz-copy-source" };

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var replaceTags = Directive(call, "x-amz-tagging-directive");
        var replace = Directive(call, "x-amz-metadata-directive");
        var draft = ObjectHeaders.Draft(call, bucket, call.Key);
        call.Require("s3:PutObject", call.Key);
        PutObject.RequireFurther(call, draft);
        var source = CopySource.Find(call);
        var wanted = call.Header("x-amz-checksum-algorithm") is { } name ? ChecksumNames.Parse(name) ?? throw new S3Exception(S3Errors.InvalidRequest, "Checksum algorithm provided is unsupported.") : (ChecksumAlgorithm?)null;
        if (source.Bucket == bucket && source.Version.Key == call.Key && !replace && call.Header("x-amz-storage-class") is null && wanted is null && !ObjectProtection.IsAsked(call) && Newest(call, bucket)?.Sequence == source.Version.Sequence)
            throw new S3Exception(S3Errors.InvalidRequest, "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.");
        var bytes = ObjectProtection.Open(call, source.Version.Encryption, CustomerKey.OfCopySource);
        // What is encrypted with a key that the store has stays so when the request says nothing.
        var encryption = ObjectProtection.Choose(call, bucket) ?? (source.Version.Encryption is { Kind: not EncryptionKind.CustomerKey } kept ? kept : null);
        draft = draft with
        {
            Headers = replace ? draft.Headers : source.Version.Headers,
            Tags = replaceTags ? draft.Tags : source.Version.Tags,
            Size = source.Version.Size,
            ETag = source.Version.ETag,
            Parts = source.Version.Parts,
            Checksum = source.Version.Checksum,
        };
        var sameBytes = encryption?.Kind == source.Version.Encryption?.Kind && encryption?.KeyName == source.Version.Encryption?.KeyName && encryption is not { Kind: EncryptionKind.CustomerKey };
        var version = sameBytes
            ? await ShareAsync(call, draft with { Encryption = source.Version.Encryption }, bytes, source.Version, wanted)
            : await RewriteAsync(call, draft with { Encryption = encryption }, bytes, source.Version, wanted);
        if (source.Bucket.Configuration.Versioning != Versioning.Never)
            call.Answer("x-amz-copy-source-version-id", source.Version.VersionName);
        ObjectHeaders.WriteNewVersion(call, version);
        ObjectProtection.Answer(call, version.Encryption);
        using var answer = new XmlAnswer("CopyObjectResult");
        answer.Time("LastModified", version.Modified).Text("ETag", $"\"{version.ETag}\"");
        ObjectHeaders.WriteChecksum(answer, version.Checksum);
        await call.AnswerAsync(answer);
    }

    private static ObjectVersion? Newest(S3Call call, Bucket bucket) => call.Store.Objects.Newest(bucket, call.Key);

    private static async Task<ObjectVersion> ShareAsync(S3Call call, ObjectVersion draft, IBlobAccess bytes, ObjectVersion source, ChecksumAlgorithm? wanted)
    {
        if (wanted is not null && wanted != source.Checksum?.Algorithm)
            draft = draft with { Checksum = await ChecksumOfAsync(call, bytes, source, wanted.Value), Parts = [] };
        var batch = new IndexBatch();
        await using var shared = new SharedBytes(call.Store.Storage);
        draft = draft with { Blobs = await shared.ShareAsync(source.Blobs, batch, call.Stop) };
        return await call.Store.Objects.PublishAsync(call.Bucket, draft, batch, Conditions.Write(call));
    }

    /// <summary>Under another key the bytes are others: they are read and written once more, as one part.</summary>
    private static async Task<ObjectVersion> RewriteAsync(S3Call call, ObjectVersion draft, IBlobAccess bytes, ObjectVersion source, ChecksumAlgorithm? wanted)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var checksum = (wanted ?? source.Checksum?.Algorithm) is { } algorithm ? new RunningChecksum(algorithm) : null;
        var target = ObjectProtection.Open(call, draft.Encryption);
        await using var blob = target.Create(source.Size);
        await BlobBytes.ReadAsync(bytes, source.Blobs, 0, source.Size, data =>
        {
            md5.AppendData(data.Span);
            checksum?.Append(data.Span);
            return blob.WriteAsync(data);
        }, call.Stop);
        var batch = new IndexBatch();
        var sealedBlob = await blob.SealAsync(batch);
        draft = draft with
        {
            ETag = target.ETagOf(md5.GetHashAndReset()),
            Parts = [],
            Checksum = checksum is null ? null : new(checksum.Algorithm, Convert.ToBase64String(checksum.Finish())),
            Blobs = source.Size == 0 ? [] : [sealedBlob],
        };
        return await call.Store.Objects.PublishAsync(call.Bucket, draft, batch, Conditions.Write(call));
    }

    private static async Task<ObjectChecksum> ChecksumOfAsync(S3Call call, IBlobAccess bytes, ObjectVersion version, ChecksumAlgorithm algorithm)
    {
        using var running = new RunningChecksum(algorithm);
        await BlobBytes.ReadAsync(bytes, version.Blobs, 0, version.Size, data => { running.Append(data.Span); return ValueTask.CompletedTask; }, call.Stop);
        return new(algorithm, Convert.ToBase64String(running.Finish()));
    }

    private static bool Directive(S3Call call, string header) => call.Header(header) switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        _ => throw new S3Exception(S3Errors.InvalidArgument, "Unknown directive.", ("ArgumentName", header)),
    };
}
