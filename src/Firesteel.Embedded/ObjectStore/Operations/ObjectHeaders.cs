using System.Collections.Immutable;
using System.Globalization;
using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations;

/// <summary>What the headers of a request say about an object, and the object in the headers of an answer.</summary>
internal static class ObjectHeaders
{
    private const string MetaPrefix = "x-amz-meta-";
    private const int MostMetadata = 2048;

    private static readonly string[] Kept = ["cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires", "x-amz-website-redirect-location"];
    private static readonly string[] StorageClasses = ["STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER", "DEEP_ARCHIVE", "OUTPOSTS", "GLACIER_IR", "SNOW", "EXPRESS_ONEZONE"];

    /// <summary>A new object of the caller's, without bytes.</summary>
    public static ObjectVersion Draft(S3Call call, Bucket bucket, string key)
    {
        var ownership = bucket.Configuration.Ownership;
        var caller = call.Caller.Account?.Id ?? bucket.Owner;
        var canned = call.Header("x-amz-acl");
        var owner = ownership == "BucketOwnerEnforced" || (ownership == "BucketOwnerPreferred" && canned == "bucket-owner-full-control") ? bucket.Owner : caller;
        var retention = Retention(call, bucket);
        return new()
        {
            Key = key,
            Modified = call.Now,
            Owner = owner,
            Headers = Stored(call),
            Tags = Tags(call),
            Acl = Acl(call, bucket, owner),
            StorageClass = StorageClass(call),
            Retention = retention ?? bucket.Configuration.Lock?.DefaultFor(call.Now),
            LegalHold = LegalHold(call, bucket),
        };
    }

    public static ImmutableArray<KeyValuePair<string, string>> Stored(S3Call call)
    {
        var stored = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        var metadata = 0;
        foreach (var (given, values) in call.Http.Request.Headers)
        {
            var name = given.ToLowerInvariant();
            if (name.StartsWith(MetaPrefix, StringComparison.Ordinal))
            {
                metadata += name.Length - MetaPrefix.Length + values.ToString().Length;
                stored.Add(new(name, values.ToString()));
            }
            else if (Kept.Contains(name))
            {
                var value = values.ToString();
                if (name == "content-encoding")
                    value = string.Join(", ", value.Split(',', StringSplitOptions.TrimEntries).Where(encoding => encoding != "aws-chunked"));
                if (value.Length > 0)
                    stored.Add(new(name, value));
            }
        }

        if (metadata > MostMetadata)
            throw new S3Exception(S3Errors.MetadataTooLarge);
        stored.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        return stored.ToImmutable();
    }

    public static ImmutableArray<KeyValuePair<string, string>> Tags(S3Call call)
    {
        if (call.Header("x-amz-tagging") is not { Length: > 0 } tagging)
            return [];
        var tags = QueryParameters.Parse(tagging).All.Select(tag => KeyValuePair.Create(tag.Name, tag.Value)).OrderBy(tag => tag.Key, StringComparer.Ordinal).ToImmutableArray();
        TagDocument.Check(tags, TagDocument.MostOfObject);
        call.RequestTags = tags;
        return tags;
    }

    /// <summary>Null: private, or grants do not count here.</summary>
    public static AccessControlList? Acl(S3Call call, Bucket bucket, string owner)
    {
        var list = AclXml.FromHeaders(call, owner, bucket.Owner);
        if (list is null)
            return null;
        if (!bucket.HasAcls)
        {
            return call.Header("x-amz-acl") == "bucket-owner-full-control" ? null
                : throw new S3Exception(S3Errors.AccessControlListNotSupported);
        }

        if (list.IsPublic && bucket.Configuration.PublicAccess is { BlockPublicAcls: true })
            throw new S3Exception(S3Errors.AccessDenied);
        return list;
    }

    public static string StorageClass(S3Call call) => call.Header("x-amz-storage-class") switch
    {
        null => "STANDARD",
        var name when StorageClasses.Contains(name) => name,
        _ => throw new S3Exception(S3Errors.InvalidStorageClass),
    };

    public static void Write(S3Call call, ObjectVersion version, Bucket bucket)
    {
        call.Answer("ETag", $"\"{version.ETag}\"");
        call.Answer("Last-Modified", S3Call.HttpDate(version.Modified));
        call.Answer("Accept-Ranges", "bytes");
        foreach (var (name, value) in version.Headers)
            call.Answer(name, value);
        if (version.Header("content-type") is null)
            call.Answer("Content-Type", "binary/octet-stream");
        WriteVersion(call, version, bucket);
        ObjectProtection.Answer(call, version.Encryption);
        if (version.StorageClass != "STANDARD")
            call.Answer("x-amz-storage-class", version.StorageClass);
        if (version.Retention is { } retention)
        {
            call.Answer("x-amz-object-lock-mode", retention.Mode == LockMode.Compliance ? "COMPLIANCE" : "GOVERNANCE");
            call.Answer("x-amz-object-lock-retain-until-date", retention.Until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        }

        if (version.LegalHold is { } hold)
            call.Answer("x-amz-object-lock-legal-hold", hold ? "ON" : "OFF");
        if (!version.Tags.IsEmpty)
            call.Answer("x-amz-tagging-count", version.Tags.Length.ToString(CultureInfo.InvariantCulture));
        WriteExpiry(call, version, bucket);
    }

    public static void WriteExpiry(S3Call call, ObjectVersion version, Bucket bucket)
    {
        if (bucket.Lifecycle is { } lifecycle && Lifecycle.Expiry.Header(lifecycle, version) is { } expiry)
            call.Answer("x-amz-expiration", expiry);
    }

    /// <summary>After a write only versions with an id of their own are named.</summary>
    public static void WriteNewVersion(S3Call call, ObjectVersion version) => call.Answer("x-amz-version-id", version.VersionId);

    /// <summary>Buckets that were never versioned do not speak of versions.</summary>
    public static void WriteVersion(S3Call call, ObjectVersion version, Bucket bucket)
    {
        if (bucket.Configuration.Versioning != Versioning.Never)
            call.Answer("x-amz-version-id", version.VersionName);
    }

    public static void WriteChecksum(S3Call call, ObjectChecksum? checksum, bool withType = true)
    {
        if (checksum is null)
            return;
        call.Answer(checksum.Algorithm.Header(), checksum.Value);
        if (withType)
            call.Answer("x-amz-checksum-type", checksum.Type.Text());
    }

    public static void WriteChecksum(XmlAnswer answer, ObjectChecksum? checksum, bool withType = true)
    {
        if (checksum is null)
            return;
        answer.Text(checksum.Algorithm.Element(), checksum.Value);
        if (withType)
            answer.Text("ChecksumType", checksum.Type.Text());
    }

    private static Retention? Retention(S3Call call, Bucket bucket)
    {
        var (mode, until) = (call.Header("x-amz-object-lock-mode"), call.Header("x-amz-object-lock-retain-until-date"));
        if (mode is null && until is null)
            return null;
        if (bucket.Configuration.Lock is null)
            throw new S3Exception(S3Errors.InvalidRequest, "Bucket is missing Object Lock Configuration");
        if (mode is null || until is null)
            throw new S3Exception(S3Errors.InvalidArgument, "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied");
        var retention = LockDocument.Retention(mode, until, S3Errors.InvalidArgument);
        return retention.Until > call.Now ? retention : throw new S3Exception(S3Errors.InvalidArgument, "The retain until date must be in the future!");
    }

    private static bool? LegalHold(S3Call call, Bucket bucket)
    {
        if (call.Header("x-amz-object-lock-legal-hold") is not { } hold)
            return null;
        if (bucket.Configuration.Lock is null)
            throw new S3Exception(S3Errors.InvalidRequest, "Bucket is missing Object Lock Configuration");
        return hold is "ON" or "OFF" ? hold == "ON" : throw new S3Exception(S3Errors.InvalidArgument, "Legal Hold must be either of 'ON' or 'OFF'");
    }
}
