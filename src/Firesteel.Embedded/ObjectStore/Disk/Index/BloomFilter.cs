using System.Buffers.Binary;

namespace Firesteel.Embedded.ObjectStore.Disk.Index;

/// <summary>Says for most keys that are not in a table that they are not, without reading it. Ten bits and seven probes a key: one in a hundred gets through.</summary>
internal sealed class BloomFilter(byte[] bits)
{
    private const int BitsPerKey = 10, Probes = 7;

    public byte[] Bits => bits;

    public static BloomFilter Of(List<ulong> hashes)
    {
        var filter = new BloomFilter(new byte[Math.Max(8, ((long)hashes.Count * BitsPerKey + 7) / 8)]);
        foreach (var hash in hashes)
        {
            for (var probe = 0; probe < Probes; probe++)
            {
                var bit = filter.Place(hash, probe);
                filter.Bits[bit >> 3] |= (byte)(1 << (int)(bit & 7));
            }
        }

        return filter;
    }

    public bool MayHold(ulong hash)
    {
        for (var probe = 0; probe < Probes; probe++)
        {
            var bit = Place(hash, probe);
            if ((bits[bit >> 3] & (1 << (int)(bit & 7))) == 0)
                return false;
        }

        return true;
    }

    /// <summary>The same for ever: tables on disk depend on it.</summary>
    public static ulong Hash(ReadOnlySpan<byte> key)
    {
        var hash = 0x51_7C_C1_B7_27_22_0A_95ul ^ (ulong)key.Length;
        for (; key.Length >= 8; key = key[8..])
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key));
        ulong rest = 0;
        foreach (var value in key)
            rest = (rest << 8) | value;
        return Mix(Mix(hash ^ rest));
    }

    private static ulong Mix(ulong value)
    {
        value *= 0x9E37_79B9_7F4A_7C15;
        return value ^ (value >> 32);
    }

    private ulong Place(ulong hash, int probe) => (hash + ((ulong)probe * ((hash >> 17) | 1))) % ((ulong)bits.Length * 8);
}
