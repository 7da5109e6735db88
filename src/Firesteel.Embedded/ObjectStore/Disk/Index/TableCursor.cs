using System.Buffers;

namespace Firesteel.Embedded.ObjectStore.Disk.Index;

internal sealed class TableCursor(SortedTable table) : ILayerCursor
{
    private byte[] _buffer = [];
    private byte[] _key = new byte[128];
    private int _keyLength;
    private int _block = -1;
    private int _length;
    private int _next;
    private int _valueAt;
    private int _valueLength;

    public bool Valid { get; private set; }

    public ReadOnlySpan<byte> Key => _key.AsSpan(0, _keyLength);

    public ReadOnlySpan<byte> Value => _buffer.AsSpan(_valueAt, _valueLength);

    public bool Deleted { get; private set; }

    public void Seek(ReadOnlySpan<byte> key)
    {
        if (!Load(table.BlockFor(key)))
            return;
        Next();
        while (Valid && Key.SequenceCompareTo(key) < 0)
            Next();
    }

    public void Next()
    {
        if (_next >= _length && !Load(_block + 1))
            return;
        var shared = (int)Varint.Read(_buffer, ref _next);
        var rest = (int)Varint.Read(_buffer, ref _next);
        var value = (int)Varint.Read(_buffer, ref _next);
        _keyLength = shared + rest;
        if (_key.Length < _keyLength)
            Array.Resize(ref _key, _keyLength * 2);
        _buffer.AsSpan(_next, rest).CopyTo(_key.AsSpan(shared));
        _next += rest;
        Deleted = value == 0;
        _valueAt = _next;
        _valueLength = Deleted ? 0 : value - 1;
        _next += _valueLength;
        Valid = true;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        Valid = false;
    }

    private bool Load(int block)
    {
        if (block >= table.Blocks)
            return Valid = false;
        if (block != _block || _length == 0)
            _length = table.ReadBlock(block, ref _buffer);
        _block = block;
        _next = 0;
        return true;
    }
}
