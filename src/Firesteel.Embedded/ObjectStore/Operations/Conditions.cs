using System.Globalization;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations;

/// <summary>Conditional requests. Source: S3's conditional reads and writes, RFC 9110 for the precedence.</summary>
internal static class Conditions
{
    /// <exception cref="S3Exception">412 or 304.</exception>
    public static void Read(S3Call call, ObjectVersion version)
    {
        if (call.Header("If-Match") is { } match)
        {
            if (!Names(match, version.ETag))
                throw new S3Exception(S3Errors.PreconditionFailed, null, ("Condition", "If-Match"));
        }
        else if (Date(call.Header("If-Unmodified-Since")) is { } unmodified && Seconds(version.Modified) > unmodified)
        {
            throw new S3Exception(S3Errors.PreconditionFailed, null, ("Condition", "If-Unmodified-Since"));
        }

        var unchanged = call.Header("If-None-Match") is { } none
            ? Names(none, version.ETag)
            : Date(call.Header("If-Modified-Since")) is { } modified && Seconds(version.Modified) <= modified;
        if (unchanged)
        {
            throw new S3Exception(S3Errors.NotModified)
            {
                Headers = [("ETag", $"\"{version.ETag}\""), ("Last-Modified", S3Call.HttpDate(version.Modified))],
            };
        }
    }

    /// <summary>The same for the source of a copy, where every failure is 412.</summary>
    public static void CopySource(S3Call call, ObjectVersion version)
    {
        const string prefix = "x-amz-copy-source-if-";
        if (call.Header(prefix + "match") is { } match
            ? !Names(match, version.ETag)
            : Date(call.Header(prefix + "unmodified-since")) is { } unmodified && Seconds(version.Modified) > unmodified)
            throw new S3Exception(S3Errors.PreconditionFailed);
        if (call.Header(prefix + "none-match") is { } none
            ? Names(none, version.ETag)
            : Date(call.Header(prefix + "modified-since")) is { } modified && Seconds(version.Modified) <= modified)
            throw new S3Exception(S3Errors.PreconditionFailed);
    }

    /// <returns>Null when the write is unconditional.</returns>
    public static Action<ObjectVersion?>? Write(S3Call call)
    {
        var (match, none) = (call.Header("If-Match"), call.Header("If-None-Match"));
        if (match is null && none is null)
            return null;
        if (none is not null && none.Trim() != "*")
        {
            if (match is not null)
                throw new S3Exception(S3Errors.NotImplemented);
        }

        return newest =>
        {
            if (match is not null && newest is null)
                throw new S3Exception(S3Errors.NoSuchKey);
            if (match is not null && !Names(match, newest!.ETag))
                throw new S3Exception(S3Errors.PreconditionFailed, null, ("Condition", "If-Match"));
            if (none is not null && newest is not null && Names(none, newest.ETag))
                throw new S3Exception(S3Errors.PreconditionFailed, null, ("Condition", "If-None-Match"));
        };
    }

    public static bool Names(string header, string etag)
    {
        foreach (var range in header.AsSpan().Split(','))
        {
            var one = header.AsSpan(range).Trim().Trim('"');
            if (one is "*" || one.SequenceEqual(etag))
                return true;
        }

        return false;
    }

    public static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    /// <summary>Headers carry whole seconds.</summary>
    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
