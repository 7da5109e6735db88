using System.Buffers.Binary;
using System.Text;

namespace Firesteel.Embedded.ApiServer.Wire;

/// <summary>
/// Writes a message from its end to its start, so that a length is known when it is written and nothing is measured twice.
/// Fields must come in descending order.
/// </summary>
internal sealed class ProtobufWriter
{
    private byte[] _buffer = new byte[1024];
    private int _start = 1024;

    public int Length => _buffer.Length - _start;

    public byte[] ToArray() => _buffer.AsSpan(_start).ToArray();

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        _start -= bytes.Length;
        bytes.CopyTo(_buffer.AsSpan(_start));
    }

    public void Varint(int number, ulong value)
    {
        Varint(value);
        Tag(number, 0);
    }

    public void Double(int number, double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        Raw(bytes);
        Tag(number, 1);
    }

    public void Text(int number, string text)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        Reserve(count);
        _start -= count;
        Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_start, count));
        Varint((ulong)count);
        Tag(number, 2);
    }

    public void Bytes(int number, ReadOnlySpan<byte> bytes)
    {
        Raw(bytes);
        Varint((ulong)bytes.Length);
        Tag(number, 2);
    }

    /// <summary>Closes a message whose content was written since <see cref="Length"/> was <paramref name="lengthBefore"/>.</summary>
    public void EndMessage(int number, int lengthBefore)
    {
        Varint((ulong)(Length - lengthBefore));
        Tag(number, 2);
    }

    private void Tag(int number, int wireType) => Varint(((ulong)number << 3) | (uint)wireType);

    private void Varint(ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        var count = 0;
        while (value >= 0x80)
        {
            bytes[count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[count++] = (byte)value;
        Raw(bytes[..count]);
    }

    private void Reserve(int count)
    {
        if (_start >= count)
            return;
        var length = Length;
        var grown = new byte[Math.Max(_buffer.Length * 2, length + count + 256)];
        _buffer.AsSpan(_start, length).CopyTo(grown.AsSpan(grown.Length - length));
        _start = grown.Length - length;
        _buffer = grown;
    }
}
