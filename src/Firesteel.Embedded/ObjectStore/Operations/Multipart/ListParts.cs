using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Operations.Listing;

namespace Firesteel.Embedded.ObjectStore.Operations.Multipart;

internal sealed class ListParts : IOperation
{
    public OperationRoute Route { get; } = new("ListParts", "GET", OperationScope.Object, "uploadId");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:ListMultipartUploadParts", call.Key);
        var upload = call.Store.Uploads.Get(bucket, call.Key, call.Query["uploadId"]!);
        var limit = ListParameters.Number(call, "max-parts", ListParameters.Page, ListParameters.Page);
        var marker = ListParameters.Number(call, "part-number-marker", 0, 10_000);
        var parts = call.Store.Uploads.Parts(upload, marker).Take(limit + 1).ToList();
        var truncated = parts.Count > limit && limit > 0;
        using var answer = new XmlAnswer("ListPartsResult");
        answer.Text("Bucket", bucket.Name).Text("Key", ListParameters.Encoding(call)(call.Key)).Text("UploadId", upload.Name);
        answer.Element("Initiator", person => AclXml.Person(person, upload.Initiator, call.Store.Users));
        answer.Element("Owner", person => AclXml.Person(person, upload.Draft.Owner, call.Store.Users));
        answer.Text("StorageClass", upload.Draft.StorageClass).Text("PartNumberMarker", marker);
        answer.Text("NextPartNumberMarker", parts.Take(limit).LastOrDefault()?.Number ?? 0).Text("MaxParts", limit).Text("IsTruncated", truncated);
        if (upload.Algorithm is { } algorithm)
            answer.Text("ChecksumAlgorithm", algorithm.Name()).Text("ChecksumType", upload.Type!.Value.Text());
        foreach (var part in parts.Take(limit))
        {
            answer.Element("Part", xml =>
            {
                xml.Text("PartNumber", part.Number).Time("LastModified", part.Modified).Text("ETag", $"\"{part.ETag}\"").Text("Size", part.Size);
                ObjectHeaders.WriteChecksum(xml, part.Checksum, withType: false);
            });
        }

        await call.AnswerAsync(answer);
    }
}
