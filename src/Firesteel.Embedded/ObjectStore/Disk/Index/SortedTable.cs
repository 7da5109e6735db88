using System.Buffers;
using System.Buffers.Binary;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Storage;
using Microsoft.Win32.SafeHandles;

namespace Firesteel.Embedded.ObjectStore.Disk.Index;

/// <summary>A table on disk, never changed. The place of each block and the filter are in memory, blocks are read when needed.</summary>
internal sealed class SortedTable
{
    private readonly SafeFileHandle _file;
    private readonly BloomFilter _filter;
    private readonly byte[][] _lastKeys;
    private readonly (long At, int Length)[] _blocks;

    private SortedTable(long number, string path, SafeFileHandle file, long size, long count, BloomFilter filter, byte[][] lastKeys, (long, int)[] blocks) =>
        (Number, Path, _file, Size, Count, _filter, _lastKeys, _blocks) = (number, path, file, size, count, filter, lastKeys, blocks);

    public long Number { get; }

    public string Path { get; }

    public long Size { get; }

    public long Count { get; }

    public int Blocks => _blocks.Length;

    /// <exception cref="DamagedBlobException">Not a whole table.</exception>
    public static SortedTable Open(long number, string path)
    {
        // The handle closes itself when the last cursor that knows the table is gone.
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var size = RandomAccess.GetLength(file);
        Span<byte> footer = stackalloc byte[SortedTableWriter.FooterSize];
        if (size < footer.Length)
            throw new DamagedBlobException($"{path} is not a whole table");
        Fill(file, footer, size - footer.Length, path);
        if (BinaryPrimitives.ReadUInt64LittleEndian(footer[36..]) != SortedTableWriter.Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(footer[32..]) != (uint)ReflectedCrc.Crc32C.Append(0, footer[..32]))
            throw new DamagedBlobException($"{path} is not a whole table");
        var filterAt = BinaryPrimitives.ReadInt64LittleEndian(footer);
        var indexAt = BinaryPrimitives.ReadInt64LittleEndian(footer[8..]);
        var filter = Section(file, filterAt, indexAt, BinaryPrimitives.ReadUInt32LittleEndian(footer[24..]), path);
        var index = Section(file, indexAt, size - footer.Length, BinaryPrimitives.ReadUInt32LittleEndian(footer[28..]), path);
        var lastKeys = new List<byte[]>();
        var blocks = new List<(long, int)>();
        for (var at = 0; at < index.Length;)
        {
            blocks.Add((BinaryPrimitives.ReadInt64LittleEndian(index.AsSpan(at)), BinaryPrimitives.ReadInt32LittleEndian(index.AsSpan(at + 8))));
            at += 12;
            var length = (int)Varint.Read(index, ref at);
            lastKeys.Add(index.AsSpan(at, length).ToArray());
            at += length;
        }

        return new(number, path, file, size, BinaryPrimitives.ReadInt64LittleEndian(footer[16..]), new(filter), [.. lastKeys], [.. blocks]);
    }

    public bool MayHold(ulong hash) => _filter.MayHold(hash);

    /// <summary>The first block that can hold a key not below <paramref name="key"/>; <see cref="Blocks"/> when there is none.</summary>
    public int BlockFor(ReadOnlySpan<byte> key)
    {
        int low = 0, high = _lastKeys.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_lastKeys[middle].AsSpan().SequenceCompareTo(key) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <param name="buffer">From the shared pool; replaced by a larger one when too small.</param>
    /// <returns>The length of the block.</returns>
    /// <exception cref="DamagedBlobException">The block is not what was written.</exception>
    public int ReadBlock(int block, ref byte[] buffer)
    {
        var (at, length) = _blocks[block];
        if (buffer.Length < length + 4)
        {
            if (buffer.Length > 0)
                ArrayPool<byte>.Shared.Return(buffer);
            buffer = ArrayPool<byte>.Shared.Rent(length + 4);
        }

        Fill(_file, buffer.AsSpan(0, length + 4), at, Path);
        if (BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(length)) != (uint)ReflectedCrc.Crc32C.Append(0, buffer.AsSpan(0, length)))
            throw new DamagedBlobException($"the block at {at} of {Path} is not what was written");
        return length;
    }

    private static byte[] Section(SafeFileHandle file, long from, long to, uint crc, string path)
    {
        var bytes = new byte[to - from];
        Fill(file, bytes, from, path);
        return (uint)ReflectedCrc.Crc32C.Append(0, bytes) == crc ? bytes : throw new DamagedBlobException($"{path} is not what was written");
    }

    private static void Fill(SafeFileHandle file, Span<byte> target, long at, string path)
    {
        while (!target.IsEmpty)
        {
            var read = RandomAccess.Read(file, target, at);
            if (read == 0)
                throw new DamagedBlobException($"{path} is shorter than what was written");
            target = target[read..];
            at += read;
        }
    }
}
