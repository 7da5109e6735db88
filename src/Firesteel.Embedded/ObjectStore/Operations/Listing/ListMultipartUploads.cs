using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Listing;

internal sealed class ListMultipartUploads : IOperation
{
    public OperationRoute Route { get; } = new("ListMultipartUploads", "GET", OperationScope.Bucket, "uploads");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:ListBucketMultipartUploads");
        var encode = ListParameters.Encoding(call);
        var (keyMarker, uploadMarker) = (call.Query["key-marker"] ?? "", call.Query["upload-id-marker"]);
        var query = new ListQuery(call.Query["prefix"] ?? "", call.Query["delimiter"] ?? "", keyMarker, ListParameters.Number(call, "max-uploads", ListParameters.Page, ListParameters.Page));
        var page = UploadLister.List(call.Store.Storage, bucket, query, keyMarker.Length > 0 && Guid.TryParseExact(uploadMarker, "n", out var id) ? id : null);
        using var answer = new XmlAnswer("ListMultipartUploadsResult");
        answer.Text("Bucket", bucket.Name).Text("KeyMarker", encode(keyMarker)).Text("UploadIdMarker", uploadMarker ?? "");
        if (page.IsTruncated)
        {
            answer.Text("NextKeyMarker", encode(page.Last));
            if (page.Items is [.., var last] && last.Draft.Key == page.Last)
                answer.Text("NextUploadIdMarker", last.Name);
        }

        answer.Text("Prefix", encode(query.Prefix));
        if (query.Delimiter.Length > 0)
            answer.Text("Delimiter", encode(query.Delimiter));
        answer.Text("MaxUploads", query.Limit).Text("IsTruncated", page.IsTruncated).Text("EncodingType", call.Query["encoding-type"]);
        foreach (var upload in page.Items)
            Write(answer, upload, encode, call);
        ListParameters.Prefixes(answer, page.Prefixes, encode);
        await call.AnswerAsync(answer);
    }

    private static void Write(XmlAnswer answer, Upload upload, Func<string, string> encode, S3Call call) => answer.Element("Upload", xml =>
    {
        xml.Text("Key", encode(upload.Draft.Key)).Text("UploadId", upload.Name);
        xml.Element("Initiator", person => AclXml.Person(person, upload.Initiator, call.Store.Users));
        xml.Element("Owner", person => AclXml.Person(person, upload.Draft.Owner, call.Store.Users));
        xml.Text("StorageClass", upload.Draft.StorageClass).Time("Initiated", upload.Draft.Modified);
        if (upload.Algorithm is { } algorithm)
            xml.Text("ChecksumAlgorithm", algorithm.Name()).Text("ChecksumType", upload.Type?.Text());
    });
}
