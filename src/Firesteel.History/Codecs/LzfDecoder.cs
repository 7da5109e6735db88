using System.Buffers;
using System.Buffers.Binary;

namespace Firesteel.History.Codecs;

/// <summary>LZF chunks as ning/compress writes them: "ZV", stored or compressed, at most 65,535 bytes each.</summary>
internal sealed class LzfDecoder(Stream source) : BlockDecoder(source)
{
    private byte[] compressed = ArrayPool<byte>.Shared.Rent(64 * 1024);

    public static ReadOnlySpan<byte> Magic => "ZV"u8;

    protected override int DecodeBlock(ref byte[] target)
    {
        Span<byte> header = stackalloc byte[7];
        Grow(ref target, 64 * 1024);
        while (true)
        {
            var read = ReadUpTo(header[..1]);
            if (read == 0)
                return 0;
            if (header[0] == 0)
                continue; // a single zero byte may end a stream
            ReadExactly(header[1..5], "an LZF header");
            if (!header.StartsWith(Magic) || header[2] > 1)
                throw Wrong("no LZF chunk header");
            int size = BinaryPrimitives.ReadUInt16BigEndian(header[3..]);
            if (header[2] == 0)
            {
                if (size == 0)
                    continue;
                ReadExactly(target.AsSpan(0, size), "an LZF chunk");
                return size;
            }

            ReadExactly(header[5..7], "an LZF header");
            int original = BinaryPrimitives.ReadUInt16BigEndian(header[5..]);
            ReadExactly(compressed.AsSpan(0, size), "an LZF chunk");
            if (!Expand(compressed.AsSpan(0, size), target.AsSpan(0, original)))
                throw Wrong("a damaged LZF chunk");
            if (original > 0)
                return original;
        }
    }

    /// <summary>False if the chunk does not give exactly the bytes that its header promised.</summary>
    internal static bool Expand(ReadOnlySpan<byte> from, Span<byte> to)
    {
        int i = 0, o = 0;
        while (i < from.Length)
        {
            int control = from[i++];
            if (control < 32)
            {
                var literals = control + 1;
                if (i + literals > from.Length || o + literals > to.Length)
                    return false;
                from.Slice(i, literals).CopyTo(to[o..]);
                i += literals;
                o += literals;
                continue;
            }

            var length = control >> 5;
            if (length == 7)
            {
                if (i >= from.Length)
                    return false;
                length += from[i++];
            }

            if (i >= from.Length)
                return false;
            var offset = (((control & 31) << 8) | from[i++]) + 1;
            length += 2;
            if (offset > o || o + length > to.Length)
                return false;
            for (var end = o + length; o < end; o++) // ranges may overlap: byte by byte
                to[o] = to[o - offset];
        }

        return o == to.Length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && compressed.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(compressed);
            compressed = []; // a second disposal must not give the array back twice
        }

        base.Dispose(disposing);
    }
}
