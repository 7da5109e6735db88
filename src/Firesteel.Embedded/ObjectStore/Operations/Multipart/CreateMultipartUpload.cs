using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Operations.Objects;

namespace Firesteel.Embedded.ObjectStore.Operations.Multipart;

internal sealed class CreateMultipartUpload : IOperation
{
    public OperationRoute Route { get; } = new("CreateMultipartUpload", "POST", OperationScope.Object, "uploads");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var draft = ObjectHeaders.Draft(call, bucket, call.Key);
        call.Require("s3:PutObject", call.Key);
        PutObject.RequireFurther(call, draft);
        draft = draft with { Encryption = ObjectProtection.Choose(call, bucket) };
        var (algorithm, type) = Checksum(call);
        var upload = await call.Store.Uploads.CreateAsync(bucket, new(Guid.CreateVersion7(call.Now), draft, call.Caller.Account?.Id ?? bucket.Owner, algorithm, type));
        if (algorithm is { } named)
        {
            call.Answer("x-amz-checksum-algorithm", named.Name());
            call.Answer("x-amz-checksum-type", type!.Value.Text());
        }

        ObjectProtection.Answer(call, draft.Encryption);
        using var answer = new XmlAnswer("InitiateMultipartUploadResult");
        await call.AnswerAsync(answer.Text("Bucket", bucket.Name).Text("Key", call.Key).Text("UploadId", upload.Name));
    }

    private static (ChecksumAlgorithm? Algorithm, ChecksumType? Type) Checksum(S3Call call)
    {
        var (name, kind) = (call.Header("x-amz-checksum-algorithm"), call.Header("x-amz-checksum-type"));
        if (name is null)
            return kind is null ? (null, null) : throw new S3Exception(S3Errors.InvalidRequest, "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        var algorithm = ChecksumNames.Parse(name) ?? throw new S3Exception(S3Errors.InvalidRequest, "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
        var type = kind switch
        {
            null => algorithm == ChecksumAlgorithm.Crc64Nvme ? ChecksumType.FullObject : ChecksumType.Composite,
            "FULL_OBJECT" => ChecksumType.FullObject,
            "COMPOSITE" => ChecksumType.Composite,
            _ => throw new S3Exception(S3Errors.InvalidRequest, "Value for x-amz-checksum-type header is invalid."),
        };
        if (type == ChecksumType.FullObject ? !algorithm.IsCrc() : algorithm == ChecksumAlgorithm.Crc64Nvme)
            throw new S3Exception(S3Errors.InvalidRequest, $"The {type.Text()} checksum type cannot be used with the {algorithm.Name().ToLowerInvariant()} checksum algorithm.");
        return (algorithm, type);
    }
}
