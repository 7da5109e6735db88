using System.Buffers;
using System.Text;

namespace Firesteel.History.Store;

/// <summary>Zigzag varints; a text is written once and then named by its number.</summary>
internal sealed class ArchiveWriter : Archive
{
    private readonly ArrayBufferWriter<byte> bytes = new(64 * 1024);
    private readonly Dictionary<string, int> texts = new(StringComparer.Ordinal);

    public ReadOnlySpan<byte> Written => bytes.WrittenSpan;

    public override bool Reading => false;

    public override long Value(long value)
    {
        var rest = ((ulong)value << 1) ^ (ulong)(value >> 63);
        var span = bytes.GetSpan(10);
        var i = 0;
        while (rest >= 0x80)
        {
            span[i++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        span[i++] = (byte)rest;
        bytes.Advance(i);
        return value;
    }

    public override string? OptionalText(string? value)
    {
        if (value is null)
        {
            Value(0L);
            return value;
        }

        if (texts.TryGetValue(value, out var known))
        {
            Value((long)known);
            return value;
        }

        texts[value] = texts.Count + 2;
        Value(1L);
        var length = Encoding.UTF8.GetByteCount(value);
        Value((long)length);
        bytes.Advance(Encoding.UTF8.GetBytes(value, bytes.GetSpan(length + 1)));
        return value;
    }

    public override byte[] Bytes(byte[] value)
    {
        Value((long)value.Length);
        bytes.Write(value);
        return value;
    }
}
