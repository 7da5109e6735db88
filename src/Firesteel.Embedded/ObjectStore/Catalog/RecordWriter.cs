using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>Writes records of the index: numbers in seven bits a byte, texts with their length.</summary>
internal sealed class RecordWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    public RecordWriter Number(long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var span = _buffer.GetSpan(10);
        var length = 0;
        for (; rest >= 0x80; rest >>= 7)
            span[length++] = (byte)(rest | 0x80);
        span[length++] = (byte)rest;
        _buffer.Advance(length);
        return this;
    }

    public RecordWriter Flag(bool value) => Number(value ? 1 : 0);

    public RecordWriter Text(string? value)
    {
        if (value is null)
            return Number(-1);
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        Encoding.UTF8.GetBytes(value, _buffer.GetSpan(length));
        _buffer.Advance(length);
        return this;
    }

    public RecordWriter Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        _buffer.Write(value);
        return this;
    }

    public RecordWriter Id(Guid value)
    {
        value.TryWriteBytes(_buffer.GetSpan(16), bigEndian: true, out _);
        _buffer.Advance(16);
        return this;
    }

    public RecordWriter Time(DateTimeOffset value) => Number(value.ToUnixTimeMilliseconds());

    public RecordWriter Time(DateTimeOffset? value) => Number(value?.ToUnixTimeMilliseconds() ?? long.MinValue);

    public RecordWriter Each<T>(ImmutableArray<T> items, Action<RecordWriter, T> write)
    {
        Number(items.Length);
        foreach (var item in items)
            write(this, item);
        return this;
    }
}
