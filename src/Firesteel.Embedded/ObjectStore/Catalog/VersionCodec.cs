using System.Collections.Immutable;
using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>A version as a record of the index; what a listing shows stands in front.</summary>
internal static class VersionCodec
{
    /// <summary>The second knows encryption; what is not encrypted is written in the first, which older stores read.</summary>
    private const int Format = 1, EncryptedFormat = 2;

    public static byte[] Write(ObjectVersion version)
    {
        var writer = new RecordWriter();
        Write(writer, version);
        return writer.ToArray();
    }

    public static void Write(RecordWriter writer, ObjectVersion version)
    {
        writer.Number(version.Encryption is null ? Format : EncryptedFormat).Number(version.Sequence).Flag(version.IsDeleteMarker).Text(version.VersionId).Time(version.Modified)
            .Number(version.Size).Text(version.ETag).Text(version.Owner).Text(version.StorageClass);
        Write(writer, version.Checksum);
        writer.Each(version.Blobs, (w, blob) => w.Id(blob.Id).Number(blob.Length).Flag(blob.Inline))
            .Each(version.Parts, (w, part) => w.Number(part.Number).Number(part.Size).Text(part.Checksum))
            .Each(version.Headers, (w, pair) => w.Text(pair.Key).Text(pair.Value))
            .Each(version.Tags, (w, pair) => w.Text(pair.Key).Text(pair.Value))
            .Number((int?)version.Retention?.Mode ?? 0).Time(version.Retention?.Until)
            .Number(version.LegalHold switch { null => 0, false => 1, true => 2 })
            .Flag(version.Acl is not null);
        if (version.Acl is { } acl)
            writer.Text(acl.Owner).Each(acl.Grants, (w, grant) => w.Text(grant.Grantee).Number((int)grant.Permission));
        if (version.Encryption is { } encryption)
        {
            writer.Number((int)encryption.Kind).Bytes(encryption.WrappedKey.AsSpan());
            if (encryption.Kind == EncryptionKind.NamedKey)
                writer.Text(encryption.KeyName);
        }
    }

    public static ObjectVersion Read(string key, ReadOnlySpan<byte> bytes)
    {
        var reader = new RecordReader(bytes);
        return Read(key, ref reader);
    }

    public static ObjectVersion Read(string key, ref RecordReader reader)
    {
        var version = Front(key, ref reader, out var format);
        version = version with
        {
            Blobs = reader.Each((ref RecordReader r) => new BlobReference(r.Id(), r.Number(), r.Flag())),
            Parts = reader.Each((ref RecordReader r) => new ObjectPart((int)r.Number(), r.Number(), r.OptionalText())),
            Headers = Pairs(ref reader),
            Tags = Pairs(ref reader),
        };
        var mode = reader.Number();
        var until = reader.OptionalTime();
        var hold = reader.Number();
        version = version with
        {
            Retention = mode == 0 || until is null ? null : new((LockMode)mode, until.Value),
            LegalHold = hold == 0 ? null : hold == 2,
            Acl = reader.Flag() ? new(reader.Text(), reader.Each((ref RecordReader r) => new Grant(r.Text(), (Permission)r.Number()))) : null,
        };
        if (format < EncryptedFormat)
            return version;
        var (kind, wrapped) = ((EncryptionKind)reader.Number(), reader.Bytes().ToImmutableArray());
        return version with { Encryption = new(kind, wrapped, kind == EncryptionKind.NamedKey ? reader.Text() : null) };
    }

    /// <summary>Only what a listing shows.</summary>
    public static ObjectVersion ReadFront(string key, ReadOnlySpan<byte> bytes)
    {
        var reader = new RecordReader(bytes);
        return Front(key, ref reader, out _);
    }

    public static bool IsDeleteMarker(ReadOnlySpan<byte> bytes)
    {
        var reader = new RecordReader(bytes);
        reader.Number();
        reader.Number();
        return reader.Flag();
    }

    public static void Write(RecordWriter writer, ObjectChecksum? checksum)
    {
        writer.Number(checksum is null ? -1 : (int)checksum.Algorithm);
        if (checksum is not null)
            writer.Text(checksum.Value).Number((int)checksum.Type);
    }

    public static ObjectChecksum? ReadChecksum(ref RecordReader reader) =>
        reader.Number() is >= 0 and var algorithm ? new((ChecksumAlgorithm)algorithm, reader.Text(), (ChecksumType)reader.Number()) : null;

    private static ObjectVersion Front(string key, ref RecordReader reader, out long format)
    {
        format = reader.Number();
        if (format is < Format or > EncryptedFormat)
            throw new InvalidDataException("the index was written by a newer version of the store");
        return new()
        {
            Key = key,
            Sequence = reader.Number(),
            IsDeleteMarker = reader.Flag(),
            VersionId = reader.OptionalText(),
            Modified = reader.Time(),
            Size = reader.Number(),
            ETag = reader.Text(),
            Owner = reader.Text(),
            StorageClass = reader.Text(),
            Checksum = ReadChecksum(ref reader),
        };
    }

    private static ImmutableArray<KeyValuePair<string, string>> Pairs(ref RecordReader reader) =>
        reader.Each((ref RecordReader r) => KeyValuePair.Create(r.Text(), r.Text()));
}
