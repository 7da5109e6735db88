using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

/// <summary>Shares the bytes of the source, so that a copy costs the same whatever its size.</summary>
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
        if (source.Bucket == bucket && source.Version.Key == call.Key && !replace && call.Header("x-amz-storage-class") is null && wanted is null && Newest(call, bucket)?.Sequence == source.Version.Sequence)
            throw new S3Exception(S3Errors.InvalidRequest, "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.");
        draft = draft with
        {
            Headers = replace ? draft.Headers : source.Version.Headers,
            Tags = replaceTags ? draft.Tags : source.Version.Tags,
            Size = source.Version.Size,
            ETag = source.Version.ETag,
            Parts = source.Version.Parts,
            Checksum = source.Version.Checksum,
        };
        if (wanted is not null && wanted != source.Version.Checksum?.Algorithm)
            draft = draft with { Checksum = await ChecksumOfAsync(call, source.Version, wanted.Value), Parts = [] };

        var batch = new IndexBatch();
        await using var bytes = new SharedBytes(call.Store.Storage);
        draft = draft with { Blobs = await bytes.ShareAsync(source.Version.Blobs, batch, call.Stop) };
        var version = await call.Store.Objects.PublishAsync(bucket, draft, batch, Conditions.Write(call));
        if (source.Bucket.Configuration.Versioning != Versioning.Never)
            call.Answer("x-amz-copy-source-version-id", source.Version.VersionName);
        ObjectHeaders.WriteNewVersion(call, version);
        using var answer = new XmlAnswer("CopyObjectResult");
        answer.Time("LastModified", version.Modified).Text("ETag", $"\"{version.ETag}\"");
        ObjectHeaders.WriteChecksum(answer, version.Checksum);
        await call.AnswerAsync(answer);
    }

    private static ObjectVersion? Newest(S3Call call, Bucket bucket) => call.Store.Objects.Newest(bucket, call.Key);

    private static async Task<ObjectChecksum> ChecksumOfAsync(S3Call call, ObjectVersion version, ChecksumAlgorithm algorithm)
    {
        using var running = new RunningChecksum(algorithm);
        await BlobBytes.ReadAsync(call.Store.Storage, version.Blobs, 0, version.Size, data => { running.Append(data.Span); return ValueTask.CompletedTask; }, call.Stop);
        return new(algorithm, Convert.ToBase64String(running.Finish()));
    }

    private static bool Directive(S3Call call, string header) => call.Header(header) switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        _ => throw new S3Exception(S3Errors.InvalidArgument, "Unknown directive.", ("ArgumentName", header)),
    };
}
