using System.Buffers.Binary;

namespace Firesteel.Embedded.ObjectStore.Storage;

/// <summary>A pair of counters as an index value: two little-endian 64-bit numbers.</summary>
internal static class Counters
{
    public static byte[] Bytes(long first, long second)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, first);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), second);
        return bytes;
    }

    public static (long First, long Second) Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length < 16 ? (0, 0) : (BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));

    public static byte[] Sum(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var (first, second) = Read(a);
        var (plusFirst, plusSecond) = Read(b);
        return Bytes(first + plusFirst, second + plusSecond);
    }
}
