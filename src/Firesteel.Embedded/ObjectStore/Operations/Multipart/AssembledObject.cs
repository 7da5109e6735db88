using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Multipart;

/// <summary>Makes an object of the parts that a client lists.</summary>
internal static class AssembledObject
{
    private const long SmallestPart = 5L << 20;

    /// <summary>Numbers and ETags in the client's order, with the checksums it gave.</summary>
    /// <exception cref="S3Exception">Not a CompleteMultipartUpload, nothing in it, or not in order.</exception>
    public static List<(int Number, string ETag, XElement Xml)> Listed(XElement document)
    {
        if (document.Name.LocalName != "CompleteMultipartUpload")
            throw new S3Exception(S3Errors.MalformedXml);
        var listed = new List<(int Number, string ETag, XElement Xml)>();
        foreach (var xml in document.Each("Part"))
        {
            if (!int.TryParse(xml.Text("PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || xml.Text("ETag") is not { } etag)
                throw new S3Exception(S3Errors.MalformedXml);
            if (listed.Count > 0 && number <= listed[^1].Number)
                throw new S3Exception(S3Errors.InvalidPartOrder);
            listed.Add((number, etag.Trim().Trim('"'), xml));
        }

        return listed.Count is > 0 and <= 10_000 ? listed : throw new S3Exception(S3Errors.MalformedXml);
    }

    /// <exception cref="S3Exception">A part is missing, another one, too small, or its checksum differs.</exception>
    public static (ObjectVersion Version, ImmutableHashSet<int> Used) Of(
        Upload upload, IReadOnlyDictionary<int, UploadedPart> parts, List<(int Number, string ETag, XElement Xml)> listed, Func<ChecksumAlgorithm, string?> announced, string? announcedType)
    {
        var chosen = new List<UploadedPart>(listed.Count);
        foreach (var (number, etag, xml) in listed)
        {
            if (!parts.TryGetValue(number, out var part) || part.ETag != etag)
                throw new S3Exception(S3Errors.InvalidPart);
            foreach (var algorithm in ChecksumNames.All)
            {
                if (xml.Text(algorithm.Element()) is { } given && (part.Checksum is null || part.Checksum.Algorithm != algorithm || part.Checksum.Value != given))
                    throw new S3Exception(S3Errors.InvalidPart);
            }

            chosen.Add(part);
        }

        if (chosen.SkipLast(1).FirstOrDefault(part => part.Size < SmallestPart) is { } small)
        {
            throw new S3Exception(S3Errors.EntityTooSmall, null,
                ("PartNumber", small.Number.ToString(CultureInfo.InvariantCulture)), ("ProposedSize", small.Size.ToString(CultureInfo.InvariantCulture)), ("MinSizeAllowed", "5242880"));
        }

        var checksum = Checksum(upload, chosen);
        if (checksum is not null && announcedType is not null && announcedType != checksum.Type.Text())
            throw new S3Exception(S3Errors.InvalidRequest, $"The upload was created using the {checksum.Type.Text()} checksum mode. The complete request must use the same checksum mode.");
        if (checksum is not null && announced(checksum.Algorithm) is { } whole && whole != checksum.Value && !(checksum.Type == ChecksumType.Composite && checksum.Value == $"{whole}-{chosen.Count}"))
            throw new S3Exception(S3Errors.BadDigest, $"The {checksum.Algorithm.Name()} you specified did not match the calculated checksum.");
        var md5 = MD5.HashData(chosen.SelectMany(part => Convert.FromHexString(part.ETag)).ToArray());
        var version = upload.Draft with
        {
            Size = chosen.Sum(part => part.Size),
            ETag = $"{Convert.ToHexStringLower(md5)}-{chosen.Count}",
            Blobs = [.. chosen.SelectMany(part => part.Blobs)],
            Parts = [.. chosen.Select(part => new ObjectPart(part.Number, part.Size, checksum is null ? null : part.Checksum?.Value))],
            Checksum = checksum,
        };
        return (version, [.. chosen.Select(part => part.Number)]);
    }

    private static ObjectChecksum? Checksum(Upload upload, List<UploadedPart> parts)
    {
        if (upload.Algorithm is not { } algorithm || parts.Any(part => part.Checksum is null))
            return null;
        if (upload.Type == ChecksumType.FullObject)
            return new(algorithm, Convert.ToBase64String(RunningChecksum.Join(algorithm, parts.Select(part => (Convert.FromBase64String(part.Checksum!.Value), part.Size)))));
        using var running = new RunningChecksum(algorithm);
        foreach (var part in parts)
            running.Append(Convert.FromBase64String(part.Checksum!.Value));
        return new(algorithm, $"{Convert.ToBase64String(running.Finish())}-{parts.Count}", ChecksumType.Composite);
    }
}
