using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

/// <summary>Each key is judged by itself; what one is refused does not hold up the others.</summary>
internal sealed class DeleteObjects : IOperation
{
    public OperationRoute Route { get; } = new("DeleteObjects", "POST", OperationScope.Bucket, "delete");

    private const int Most = 1000;

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var document = await call.XmlAsync();
        var objects = document.Each("Object").ToList();
        if (document.Name.LocalName != "Delete" || objects.Count is 0 or > Most || objects.Any(one => one.Text("Key") is null))
            throw new S3Exception(S3Errors.MalformedXml);
        var quiet = document.Text("Quiet") == "true";
        using var answer = new XmlAnswer("DeleteResult");
        foreach (var one in objects)
        {
            var key = one.Text("Key")!;
            var versionId = one.Text("VersionId") is { Length: > 0 } id ? id : null;
            try
            {
                if (versionId is not (null or "null") && ObjectVersion.SequenceOf(versionId) is null)
                    throw new S3Exception(S3Errors.NoSuchVersion);
                var outcome = await DeleteObject.DeleteAsync(call, bucket, key, versionId, new(one.Text("ETag"), one.Text("LastModifiedTime"), one.Text("Size")));
                if (!quiet)
                    answer.Element("Deleted", xml => Write(xml, key, versionId, outcome));
            }
            catch (S3Exception refused)
            {
                answer.Element("Error", xml => xml.Text("Key", key).Text("VersionId", versionId).Text("Code", refused.Code.Name).Text("Message", refused.Message));
            }
        }

        await call.AnswerAsync(answer);
    }

    private static void Write(XmlAnswer xml, string key, string? versionId, DeleteOutcome outcome)
    {
        xml.Text("Key", key).Text("VersionId", versionId);
        if (outcome.Marker is { } marker)
            xml.Text("DeleteMarker", true).Text("DeleteMarkerVersionId", marker.VersionName);
        else if (outcome.Removed is { IsDeleteMarker: true } removed && versionId is not null)
            xml.Text("DeleteMarker", true).Text("DeleteMarkerVersionId", removed.VersionName);
    }
}
