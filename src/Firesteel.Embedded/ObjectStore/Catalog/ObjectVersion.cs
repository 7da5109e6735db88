using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>One version of an object, or a delete marker; bytes are elsewhere.</summary>
internal sealed record ObjectVersion
{
    public required string Key { get; init; }

    /// <summary>Grows with every version of a key; the newest version has the largest.</summary>
    public long Sequence { get; init; }

    /// <summary>Null: the version called <c>null</c>, made while versioning was not enabled.</summary>
    public string? VersionId { get; init; }

    public bool IsDeleteMarker { get; init; }

    public required DateTimeOffset Modified { get; init; }

    public long Size { get; init; }

    /// <summary>Without quotes.</summary>
    public string ETag { get; init; } = "";

    /// <summary>Canonical user id.</summary>
    public required string Owner { get; init; }

    public string StorageClass { get; init; } = "STANDARD";

    public ImmutableArray<BlobReference> Blobs { get; init; } = [];

    /// <summary>Empty for what was not uploaded in parts.</summary>
    public ImmutableArray<ObjectPart> Parts { get; init; } = [];

    /// <summary>Headers to give back, names in lower case: the standard ones and <c>x-amz-meta-*</c>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ImmutableArray<KeyValuePair<string, string>> Tags { get; init; } = [];

    public ObjectChecksum? Checksum { get; init; }

    /// <summary>Null: the bytes lie as they came.</summary>
    public ObjectEncryption? Encryption { get; init; }

    /// <summary>Null: private.</summary>
    public AccessControlList? Acl { get; init; }

    public Retention? Retention { get; init; }

    public bool? LegalHold { get; init; }

    public string VersionName => VersionId ?? "null";

    public AccessControlList EffectiveAcl => Acl ?? AccessControlList.Private(Owner);

    public string? Header(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (key == name)
                return value;
        }

        return null;
    }

    /// <summary>An id that tells the place of the version among its key's, and cannot be guessed from it.</summary>
    public static string NewVersionId(long sequence) => sequence.ToString("x16", CultureInfo.InvariantCulture) + RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <returns>Null when no version can have this id.</returns>
    public static long? SequenceOf(string versionId) =>
        versionId.Length == 32 && long.TryParse(versionId.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sequence) ? sequence : null;
}
