using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Multipart;

internal sealed class CompleteMultipartUpload : IOperation
{
    public OperationRoute Route { get; } = new("CompleteMultipartUpload", "POST", OperationScope.Object, "uploadId");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutObject", call.Key);
        var uploadId = call.Query["uploadId"]!;
        var document = await call.BodyWithoutObjectChecksumAsync();
        var version = call.Store.Uploads.Completed(bucket, call.Key, uploadId);
        if (version is null)
        {
            var upload = call.Store.Uploads.Get(bucket, call.Key, uploadId);
            // Clients of before the checksums complete without the customer's key; a wrong one is refused always.
            if (upload.Algorithm is not null || ObjectProtection.IsAsked(call))
                ObjectProtection.Open(call, upload.Draft.Encryption);
            var listed = AssembledObject.Listed(XmlReading.Parse(document));
            version = await call.Store.Uploads.CompleteAsync(
                bucket, upload, parts => Assemble(call, upload, parts, listed), Conditions.Write(call));
        }

        ObjectHeaders.WriteNewVersion(call, version);
        ObjectProtection.Answer(call, version.Encryption);
        using var answer = new XmlAnswer("CompleteMultipartUploadResult");
        answer.Text("Location", $"{call.Http.Request.Scheme}://{call.Http.Request.Host}/{bucket.Name}/{UriEncoding.Encode(call.Key, true)}")
            .Text("Bucket", bucket.Name).Text("Key", call.Key).Text("ETag", $"\"{version.ETag}\"");
        ObjectHeaders.WriteChecksum(answer, version.Checksum);
        await call.AnswerAsync(answer);
    }

    private static (ObjectVersion, ImmutableHashSet<int>) Assemble(
        S3Call call, Upload upload, IReadOnlyDictionary<int, UploadedPart> parts, List<(int Number, string ETag, XElement Xml)> listed)
    {
        var (version, used) = AssembledObject.Of(upload, parts, listed, algorithm => call.Header(algorithm.Header()), call.Header("x-amz-checksum-type"));
        if (call.Header("x-amz-mp-object-size") is { } size && size != version.Size.ToString(CultureInfo.InvariantCulture))
            throw new S3Exception(S3Errors.InvalidRequest, "The provided 'x-amz-mp-object-size' header value does not match what was computed.");
        return (version with { Modified = call.Now }, used);
    }
}
