using System.Globalization;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

internal sealed class GetObjectAttributes : IOperation
{
    public OperationRoute Route { get; } = new("GetObjectAttributes", "GET", OperationScope.Object, "attributes");

    private static readonly string[] Attributes = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var wanted = (call.Header("x-amz-object-attributes") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (wanted.Length == 0)
            throw new S3Exception(S3Errors.InvalidRequest, "The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty");
        if (wanted.Except(Attributes).Any())
            throw new S3Exception(S3Errors.InvalidArgument, "Invalid attribute name specified.");
        var version = ObjectLookup.Get(call, bucket, "s3:GetObject");
        ObjectProtection.Open(call, version.Encryption);
        call.Answer("Last-Modified", S3Call.HttpDate(version.Modified));
        ObjectHeaders.WriteVersion(call, version, bucket);
        ObjectProtection.Answer(call, version.Encryption);
        using var answer = new XmlAnswer("GetObjectAttributesResponse");
        if (wanted.Contains("ETag"))
            answer.Text("ETag", version.ETag);
        if (wanted.Contains("Checksum") && version.Checksum is not null)
            answer.Element("Checksum", xml => ObjectHeaders.WriteChecksum(xml, version.Checksum));
        if (wanted.Contains("ObjectParts") && !version.Parts.IsEmpty)
            answer.Element("ObjectParts", xml => Parts(call, xml, version));
        if (wanted.Contains("StorageClass"))
            answer.Text("StorageClass", version.StorageClass);
        if (wanted.Contains("ObjectSize"))
            answer.Text("ObjectSize", version.Size);
        await call.AnswerAsync(answer);
    }

    private static void Parts(S3Call call, XmlAnswer answer, ObjectVersion version)
    {
        var most = Number(call, "x-amz-max-parts", 1000);
        var after = Number(call, "x-amz-part-number-marker", 0);
        var parts = version.Parts.Where(part => part.Number > after).Take(most + 1).ToList();
        var truncated = parts.Count > most;
        answer.Text("PartsCount", version.Parts.Length).Text("PartNumberMarker", after).Text("MaxParts", most).Text("IsTruncated", truncated);
        if (truncated || parts.Count > 0)
            answer.Text("NextPartNumberMarker", parts.Take(most).LastOrDefault()?.Number ?? 0);
        foreach (var part in parts.Take(most))
        {
            answer.Element("Part", xml =>
            {
                xml.Text("PartNumber", part.Number).Text("Size", part.Size);
                if (part.Checksum is not null)
                    xml.Text(version.Checksum!.Algorithm.Element(), part.Checksum);
            });
        }
    }

    private static int Number(S3Call call, string header, int otherwise) =>
        call.Header(header) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, 1000 * 10)
        : throw new S3Exception(S3Errors.InvalidArgument, $"{header} must be a number");
}
