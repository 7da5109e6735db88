using System.Buffers.Binary;
using Firesteel.History.Codecs;
using Firesteel.History.Store.Tasks;

namespace Firesteel.History.Store;

/// <summary>
/// An <see cref="ApplicationStore"/> on disk: a fixed header, a table of task chunks, the head (everything but tasks), then the chunks.
/// Opening reads the head only; a chunk is read when one of its tasks is asked for. Each part carries its checksum.
/// </summary>
internal static class StoreFile
{
    private const int Version = 2;
    private const int HeaderSize = 48;
    private const int ChunkEntry = 24;

    private static ReadOnlySpan<byte> Magic => "FSHSTORE"u8;

    /// <summary>Written aside and moved into place: a reader, or another server on the same directory, never sees half a file.</summary>
    public static void Write(string path, ApplicationStore store, ulong fingerprint)
    {
        var archive = new ArchiveWriter();
        store.Describe(archive);
        var head = ZstdBlock.Compress(archive.Written);
        var chunks = store.Tasks.SealedChunks();
        var packed = chunks.Select(chunk => ZstdBlock.Compress(chunk.Packed)).ToList();

        var table = new byte[HeaderSize + (chunks.Count * ChunkEntry)];
        Magic.CopyTo(table);
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt64LittleEndian(table.AsSpan(12), fingerprint);
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(20), head.Length);
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(24), archive.Written.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(28), XxHash32.Hash(head, 0));
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(32), store.Tasks.Count);
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(36), chunks.Count);
        long offset = table.Length + head.Length;
        for (var i = 0; i < chunks.Count; i++)
        {
            var entry = table.AsSpan(HeaderSize + (i * ChunkEntry));
            BinaryPrimitives.WriteInt64LittleEndian(entry, offset);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], packed[i].Length);
            BinaryPrimitives.WriteInt32LittleEndian(entry[12..], chunks[i].Packed.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[16..], XxHash32.Hash(packed[i], 0));
            BinaryPrimitives.WriteInt32LittleEndian(entry[20..], chunks[i].Count);
            offset += packed[i].Length;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(40), XxHash32.Hash(table.AsSpan(HeaderSize), 0));
        var fresh = $"{path}.{Guid.NewGuid():n}";
        using (var file = File.Create(fresh))
        {
            file.Write(table);
            file.Write(head);
            foreach (var chunk in packed)
                file.Write(chunk);
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>Null if there is no file, or it is of another version, of another state of the log, or damaged.</summary>
    public static ApplicationStore? TryOpen(string path, ulong fingerprint)
    {
        Microsoft.Win32.SafeHandles.SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            var header = ReadAt(file, 0, HeaderSize);
            if (!header.AsSpan().StartsWith(Magic) || BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8)) != Version
                || BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(12)) != fingerprint)
                throw new InvalidDataException("another version, or another log");
            var headSize = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(20));
            var textSize = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(24));
            var chunkCount = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(36));
            var length = RandomAccess.GetLength(file);
            if (chunkCount < 0 || headSize < 0 || textSize < 0 || HeaderSize + ((long)chunkCount * ChunkEntry) + headSize > length)
                throw new InvalidDataException("a damaged store file");
            var table = ReadAt(file, HeaderSize, chunkCount * ChunkEntry);
            var head = ReadAt(file, HeaderSize + table.Length, headSize);
            if (XxHash32.Hash(table, 0) != BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(40)) || XxHash32.Hash(head, 0) != BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(28)))
                throw new InvalidDataException("a damaged store file");
            var store = new ApplicationStore();
            store.Describe(new ArchiveReader(ZstdBlock.Decompress(head, textSize)));
            store.Tasks.Attach(new Chunks(file, table), BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(32)));
            store.Complete = true;
            return store;
        }
        catch (Exception unusable) when (unusable is IOException or InvalidDataException or UnauthorizedAccessException or OutOfMemoryException)
        {
            file?.Dispose();
            return null;
        }
    }

    private static byte[] ReadAt(Microsoft.Win32.SafeHandles.SafeFileHandle file, long offset, int count)
    {
        var bytes = new byte[count];
        for (var done = 0; done < count;)
        {
            var read = RandomAccess.Read(file, bytes.AsSpan(done), offset + done);
            if (read == 0)
                throw new InvalidDataException("a store file that ends early");
            done += read;
        }

        return bytes;
    }

    /// <summary>Holds the file open, so that a cleaned-up or replaced file still serves those who use it; the handle's finaliser closes it.</summary>
    private sealed class Chunks(Microsoft.Win32.SafeHandles.SafeFileHandle file, byte[] table) : ITaskChunkSource
    {
        public TaskChunk Load(int number)
        {
            var entry = table.AsSpan(number * ChunkEntry);
            var bytes = ReadAt(file, BinaryPrimitives.ReadInt64LittleEndian(entry), BinaryPrimitives.ReadInt32LittleEndian(entry[8..]));
            if (XxHash32.Hash(bytes, 0) != BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]))
                throw new InvalidDataException("a damaged task chunk");
            return TaskChunk.FromPacked(ZstdBlock.Decompress(bytes, BinaryPrimitives.ReadInt32LittleEndian(entry[12..])), BinaryPrimitives.ReadInt32LittleEndian(entry[20..]));
        }
    }
}
