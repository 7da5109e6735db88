using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>Uploads and their parts as records of the index.</summary>
internal static class UploadCodec
{
    public static byte[] Write(Upload upload)
    {
        var writer = new RecordWriter().Id(upload.Id).Text(upload.Initiator).Number((int?)upload.Algorithm ?? -1).Number((int?)upload.Type ?? -1);
        VersionCodec.Write(writer, upload.Draft);
        return writer.ToArray();
    }

    public static Upload Read(string key, ReadOnlySpan<byte> bytes)
    {
        var reader = new RecordReader(bytes);
        var (id, initiator, algorithm, type) = (reader.Id(), reader.Text(), reader.Number(), reader.Number());
        return new(id, VersionCodec.Read(key, ref reader), initiator, algorithm < 0 ? null : (ChecksumAlgorithm)algorithm, type < 0 ? null : (ChecksumType)type);
    }

    public static byte[] Write(UploadedPart part)
    {
        var writer = new RecordWriter().Number(part.Number).Number(part.Size).Text(part.ETag).Time(part.Modified);
        VersionCodec.Write(writer, part.Checksum);
        return writer.Each(part.Blobs, (w, blob) => w.Id(blob.Id).Number(blob.Length).Flag(blob.Inline)).ToArray();
    }

    public static UploadedPart ReadPart(ReadOnlySpan<byte> bytes)
    {
        var reader = new RecordReader(bytes);
        return new(
            (int)reader.Number(), reader.Number(), reader.Text(), reader.Time(), VersionCodec.ReadChecksum(ref reader),
            reader.Each((ref RecordReader r) => new BlobReference(r.Id(), r.Number(), r.Flag())));
    }
}
