using System.Buffers;
using System.Buffers.Binary;
using Firesteel.Embedded.ObjectStore.Checksums;

namespace Firesteel.Embedded.ObjectStore.Disk.Index;

/// <summary>
/// Writes a table: blocks of entries with shared key beginnings left out, each followed by its CRC-32C; then the filter; then the last key and
/// place of each block; then a footer. Entries come in order.
/// </summary>
internal sealed class SortedTableWriter : IDisposable
{
    public const int BlockSize = 8 * 1024, FooterSize = 44;
    public const ulong Magic = 0x46_53_54_42_4C_30_30_31;

    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _block = new(BlockSize * 2);
    private readonly ArrayBufferWriter<byte> _index = new(64 * 1024);
    private readonly List<ulong> _hashes = [];
    private byte[] _previous = [];
    private bool _blockIsNew = true;
    private long _position;

    public SortedTableWriter(string path) => _file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 256 * 1024);

    public int Count => _hashes.Count;

    /// <param name="deleted">The key is gone; the value is ignored.</param>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool deleted)
    {
        var shared = _blockIsNew ? 0 : key.CommonPrefixLength(_previous);
        var head = _block.GetSpan(Varint.Longest * 3);
        var length = Varint.Write(head, (uint)shared);
        length += Varint.Write(head[length..], (uint)(key.Length - shared));
        length += Varint.Write(head[length..], deleted ? 0 : (uint)value.Length + 1);
        _block.Advance(length);
        _block.Write(key[shared..]);
        if (!deleted)
            _block.Write(value);
        _previous = key.ToArray();
        _blockIsNew = false;
        _hashes.Add(BloomFilter.Hash(key));
        if (_block.WrittenCount >= BlockSize)
            EndBlock();
    }

    /// <summary>Ends the table and makes sure that it is on the disk.</summary>
    public void Finish()
    {
        EndBlock();
        var filterAt = _position;
        var filter = BloomFilter.Of(_hashes).Bits;
        Write(filter);
        var indexAt = _position;
        Write(_index.WrittenSpan);
        Span<byte> footer = stackalloc byte[FooterSize];
        BinaryPrimitives.WriteInt64LittleEndian(footer, filterAt);
        BinaryPrimitives.WriteInt64LittleEndian(footer[8..], indexAt);
        BinaryPrimitives.WriteInt64LittleEndian(footer[16..], _hashes.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(footer[24..], (uint)ReflectedCrc.Crc32C.Append(0, filter));
        BinaryPrimitives.WriteUInt32LittleEndian(footer[28..], (uint)ReflectedCrc.Crc32C.Append(0, _index.WrittenSpan));
        BinaryPrimitives.WriteUInt32LittleEndian(footer[32..], (uint)ReflectedCrc.Crc32C.Append(0, footer[..32]));
        BinaryPrimitives.WriteUInt64LittleEndian(footer[36..], Magic);
        Write(footer);
        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();

    private void EndBlock()
    {
        if (_blockIsNew)
            return;
        var entry = _index.GetSpan(Varint.Longest + 12);
        BinaryPrimitives.WriteInt64LittleEndian(entry, _position);
        BinaryPrimitives.WriteInt32LittleEndian(entry[8..], _block.WrittenCount);
        _index.Advance(12 + Varint.Write(entry[12..], (uint)_previous.Length));
        _index.Write(_previous);
        Span<byte> crc = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(crc, (uint)ReflectedCrc.Crc32C.Append(0, _block.WrittenSpan));
        Write(_block.WrittenSpan);
        Write(crc);
        _block.ResetWrittenCount();
        _blockIsNew = true;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        _position += bytes.Length;
    }
}
