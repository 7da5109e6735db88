namespace Firesteel.Embedded.ObjectStore.Disk.Index;

/// <summary>Unsigned numbers in seven bits a byte.</summary>
internal static class Varint
{
    public const int Longest = 5;

    public static int Write(Span<byte> target, uint value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            target[length++] = (byte)(value | 0x80);
        target[length++] = (byte)value;
        return length;
    }

    public static uint Read(ReadOnlySpan<byte> source, ref int at)
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = source[at++];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
                break;
        }

        return value;
    }
}
