using System.Buffers;
using System.Buffers.Binary;

namespace Firesteel.History.Codecs;

/// <summary>lz4-java's LZ4BlockOutputStream framing, which Spark writes: 21-byte headers, independent blocks, no LZ4 frame.</summary>
internal sealed unsafe class Lz4BlockDecoder(Stream source) : BlockDecoder(source)
{
    public const int HeaderSize = 21;
    private const uint Seed = 0x9747B28C;

    /// <summary>lz4-java's largest block; a header that says more is damaged.</summary>
    private const int MaxBlock = 32 << 20;

    private byte[] compressed = ArrayPool<byte>.Shared.Rent(64 * 1024);

    public static ReadOnlySpan<byte> Magic => "LZ4Block"u8;

    protected override int DecodeBlock(ref byte[] target)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        while (true)
        {
            var read = ReadUpTo(header);
            if (read == 0)
                return 0;
            if (read < HeaderSize)
                throw new DamagedLogException($"the log ends inside an LZ4 header at byte {Consumed}", truncated: true);
            if (!header.StartsWith(Magic))
                throw Wrong("no LZ4 block header");

            var method = header[8] & 0xF0;
            var size = BinaryPrimitives.ReadInt32LittleEndian(header[9..]);
            var original = BinaryPrimitives.ReadInt32LittleEndian(header[13..]);
            var checksum = BinaryPrimitives.ReadUInt32LittleEndian(header[17..]);
            var limit = 1 << ((header[8] & 0x0F) + 10);
            if (size < 0 || original < 0 || original > Math.Min(limit, MaxBlock) || size > MaxBlock || method is not (0x10 or 0x20) || (method == 0x10 && size != original))
                throw Wrong("damaged LZ4 block header");
            if (original == 0)
                continue; // an end mark; a further stream may follow

            Grow(ref target, original);
            if (method == 0x10)
                ReadExactly(target.AsSpan(0, original), "an LZ4 block");
            else
                Decompress(target, size, original);
            if ((XxHash32.Hash(target.AsSpan(0, original), Seed) & 0x0FFFFFFF) != checksum)
                throw Wrong("an LZ4 block with a wrong checksum");
            return original;
        }
    }

    private void Decompress(byte[] target, int size, int original)
    {
        Grow(ref compressed, size);
        ReadExactly(compressed.AsSpan(0, size), "an LZ4 block");
        fixed (byte* from = compressed)
        fixed (byte* to = target)
        {
            if (LibLz4.Decompress(from, to, size, original) != original)
                throw Wrong("a damaged LZ4 block");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && compressed.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(compressed);
            compressed = [];
        }

        base.Dispose(disposing);
    }
}
