using System.Globalization;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

/// <summary>The head of an answer with an object, or a part or a range of it.</summary>
internal static class ObjectAnswer
{
    private static readonly (string Parameter, string Header)[] Overrides =
    [
        ("response-content-type", "Content-Type"), ("response-content-language", "Content-Language"), ("response-expires", "Expires"),
        ("response-cache-control", "Cache-Control"), ("response-content-disposition", "Content-Disposition"), ("response-content-encoding", "Content-Encoding"),
    ];

    /// <exception cref="S3Exception">A part is asked for that the object does not have, whoever may read it.</exception>
    public static void CheckPart(S3Call call, ObjectVersion version)
    {
        if (call.Query["partNumber"] is { } part)
            Part(call, version, part);
    }

    /// <returns>The bytes to send.</returns>
    /// <exception cref="S3Exception">A condition does not hold, or the range lies outside.</exception>
    public static ByteRange Head(S3Call call, Bucket bucket, ObjectVersion version)
    {
        if (call.Header("x-amz-server-side-encryption") is not null || call.Header("x-amz-server-side-encryption-aws-kms-key-id") is not null)
            throw new S3Exception(S3Errors.InvalidArgument, "x-amz-server-side-encryption header is not supported for this operation.");
        Conditions.Read(call, version);
        var header = call.Header("Range");
        ByteRange? range = null;
        var checksum = version.Checksum;
        if (call.Query["partNumber"] is { } part)
        {
            if (header is not null)
                throw new S3Exception(S3Errors.InvalidRequest, "Cannot specify both Range header and partNumber query parameter");
            (range, checksum) = Part(call, version, part);
        }
        else if (!ByteRange.TryResolve(header, version.Size, out range))
        {
            throw new S3Exception(S3Errors.InvalidRange, null, ("RangeRequested", header!), ("ActualObjectSize", version.Size.ToString(CultureInfo.InvariantCulture)))
            {
                Headers = [("Content-Range", $"bytes */{version.Size}")],
            };
        }

        ObjectHeaders.Write(call, version, bucket);
        foreach (var (parameter, name) in Overrides)
        {
            if (call.Query[parameter] is { } value)
                call.Answer(name, call.Caller.IsAnonymous ? throw new S3Exception(S3Errors.InvalidRequest, "Request specific response headers cannot be used for anonymous GET requests.") : value);
        }

        var whole = range is null || range.Value.Length == version.Size;
        if (string.Equals(call.Header("x-amz-checksum-mode"), "ENABLED", StringComparison.OrdinalIgnoreCase) && (whole || call.Query.Has("partNumber")))
            ObjectHeaders.WriteChecksum(call, checksum);
        var sent = range ?? new(0, version.Size - 1);
        if (range is not null)
        {
            call.Http.Response.StatusCode = 206;
            if (sent.Length > 0) // a part without bytes has no first one
                call.Answer("Content-Range", $"bytes {sent.First}-{sent.Last}/{version.Size}");
        }

        call.Http.Response.ContentLength = sent.Length;
        return sent;
    }

    private static (ByteRange? Range, ObjectChecksum? Checksum) Part(S3Call call, ObjectVersion version, string text)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 10_000)
            throw new S3Exception(S3Errors.InvalidArgument, "Part number must be an integer between 1 and 10000, inclusive");
        if (version.Parts.IsEmpty)
        {
            return number == 1 ? (version.Size == 0 ? null : new ByteRange(0, version.Size - 1), version.Checksum)
                : throw new S3Exception(S3Errors.InvalidPart with { Status = 400 });
        }

        call.Answer("x-amz-mp-parts-count", version.Parts.Length.ToString(CultureInfo.InvariantCulture));
        long offset = 0;
        foreach (var part in version.Parts)
        {
            if (part.Number == number)
                return (new ByteRange(offset, offset + part.Size - 1), part.Checksum is null ? null : version.Checksum! with { Value = part.Checksum });
            offset += part.Size;
        }

        throw new S3Exception(S3Errors.InvalidPart with { Status = 400 });
    }
}
