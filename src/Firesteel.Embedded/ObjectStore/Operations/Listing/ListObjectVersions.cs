using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Listing;

internal sealed class ListObjectVersions : IOperation
{
    public OperationRoute Route { get; } = new("ListObjectVersions", "GET", OperationScope.Bucket, "versions");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:ListBucketVersions");
        var encode = ListParameters.Encoding(call);
        var (keyMarker, versionMarker) = (call.Query["key-marker"] ?? "", call.Query["version-id-marker"]);
        if (versionMarker is { Length: > 0 } && keyMarker.Length == 0)
            throw new S3Exception(S3Errors.InvalidArgument, "A version-id marker cannot be specified without a key marker.");
        var query = new ListQuery(call.Query["prefix"] ?? "", call.Query["delimiter"] ?? "", keyMarker, ListParameters.Number(call, "max-keys", ListParameters.Page, ListParameters.Page));
        var from = versionMarker is { Length: > 0 } ? Marker(call, bucket, keyMarker, versionMarker) : null;
        var page = VersionLister.List(call.Store.Storage, bucket, query, from);
        using var answer = new XmlAnswer("ListVersionsResult");
        answer.Text("Name", bucket.Name).Text("Prefix", encode(query.Prefix)).Text("KeyMarker", encode(keyMarker)).Text("VersionIdMarker", versionMarker ?? "").Text("MaxKeys", query.Limit);
        if (query.Delimiter.Length > 0)
            answer.Text("Delimiter", encode(query.Delimiter));
        answer.Text("IsTruncated", page.IsTruncated);
        if (page.IsTruncated)
        {
            answer.Text("NextKeyMarker", encode(page.Last));
            if (page.Items is [.., var last] && last.Version.Key == page.Last)
                answer.Text("NextVersionIdMarker", last.Version.VersionName);
        }

        answer.Text("EncodingType", call.Query["encoding-type"]);
        foreach (var listed in page.Items)
            Write(answer, listed, encode, call);
        ListParameters.Prefixes(answer, page.Prefixes, encode);
        await call.AnswerAsync(answer);
    }

    /// <summary>The version may be gone; its place in the order is in its id.</summary>
    private static ObjectVersion? Marker(S3Call call, Bucket bucket, string key, string versionId) =>
        call.Store.Objects.Find(bucket, key, versionId)
        ?? (ObjectVersion.SequenceOf(versionId) is { } sequence ? new() { Key = key, Sequence = sequence, Modified = call.Now, Owner = "" } : null);

    private static void Write(XmlAnswer answer, ListedVersion listed, Func<string, string> encode, S3Call call)
    {
        var version = listed.Version;
        answer.Element(version.IsDeleteMarker ? "DeleteMarker" : "Version", xml =>
        {
            xml.Text("Key", encode(version.Key)).Text("VersionId", version.VersionName).Text("IsLatest", listed.IsLatest).Time("LastModified", version.Modified);
            if (!version.IsDeleteMarker)
            {
                xml.Text("ETag", $"\"{version.ETag}\"").Text("Size", version.Size).Text("StorageClass", version.StorageClass);
                if (version.Checksum is { } checksum)
                    xml.Text("ChecksumAlgorithm", checksum.Algorithm.Name()).Text("ChecksumType", checksum.Type.Text());
            }

            xml.Element("Owner", owner => AclXml.Person(owner, version.Owner, call.Store.Users));
        });
    }
}
