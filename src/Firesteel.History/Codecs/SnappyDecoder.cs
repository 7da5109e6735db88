using System.Buffers;
using System.Buffers.Binary;

namespace Firesteel.History.Codecs;

/// <summary>
/// Snappy in the three wrappings that occur: snappy-java's stream (Spark), the Snappy framing format, and one raw block.
/// </summary>
internal sealed class SnappyDecoder(Stream source) : BlockDecoder(source)
{
    private const int MaxChunk = 64 << 20;

    private enum Wrapping
    {
        Unknown,
        Java,
        Framed,
        Raw,
    }

    private byte[] compressed = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private Wrapping wrapping;

    /// <summary>"\x82SNAPPY\0", then two versions.</summary>
    public static ReadOnlySpan<byte> JavaMagic => [0x82, (byte)'S', (byte)'N', (byte)'A', (byte)'P', (byte)'P', (byte)'Y', 0];

    /// <summary>The framing format's stream identifier chunk.</summary>
    public static ReadOnlySpan<byte> FramedMagic => [0xFF, 6, 0, 0, (byte)'s', (byte)'N', (byte)'a', (byte)'P', (byte)'p', (byte)'Y'];

    protected override int DecodeBlock(ref byte[] target)
    {
        Span<byte> head = stackalloc byte[4];
        var read = ReadUpTo(head);
        if (wrapping == Wrapping.Unknown)
        {
            wrapping = read < 4 ? Wrapping.Raw
                : head.SequenceEqual(JavaMagic[..4]) ? Wrapping.Java
                : head.SequenceEqual(FramedMagic[..4]) ? Wrapping.Framed
                : Wrapping.Raw;
            if (wrapping == Wrapping.Raw)
                return RawBlock(head[..read], ref target);
        }

        return wrapping switch
        {
            Wrapping.Java => JavaChunk(head, read, ref target),
            Wrapping.Framed => FramedChunk(head, read, ref target),
            _ => 0,
        };
    }

    private int JavaChunk(Span<byte> head, int read, ref byte[] target)
    {
        Span<byte> rest = stackalloc byte[12];
        while (true)
        {
            if (read == 0)
                return 0;
            if (read < 4)
                throw new DamagedLogException($"the log ends inside a Snappy chunk length at byte {Consumed}", truncated: true);
            if (head.SequenceEqual(JavaMagic[..4]))
            {
                ReadExactly(rest, "a Snappy header");
                if (!rest[..4].SequenceEqual(JavaMagic[4..]))
                    throw Wrong("a damaged Snappy header");
                read = ReadUpTo(head);
                continue;
            }

            var size = BinaryPrimitives.ReadInt32BigEndian(head);
            if (size is <= 0 or > MaxChunk)
                throw Wrong("a Snappy chunk of impossible length");
            Grow(ref compressed, size);
            ReadExactly(compressed.AsSpan(0, size), "a Snappy chunk");
            var decoded = Decode(compressed.AsSpan(0, size), ref target);
            if (decoded > 0)
                return decoded;
            read = ReadUpTo(head);
        }
    }

    private int FramedChunk(Span<byte> head, int read, ref byte[] target)
    {
        while (true)
        {
            if (read == 0)
                return 0;
            if (read < 4)
                throw new DamagedLogException($"the log ends inside a Snappy frame header at byte {Consumed}", truncated: true);
            var size = head[1] | (head[2] << 8) | (head[3] << 16);
            Grow(ref compressed, size);
            ReadExactly(compressed.AsSpan(0, size), "a Snappy frame");
            switch (head[0])
            {
                case 0x00 when size > 4: // compressed, after a 4-byte checksum
                    return Decode(compressed.AsSpan(4, size - 4), ref target);
                case 0x01 when size > 4: // stored
                    Grow(ref target, size - 4);
                    compressed.AsSpan(4, size - 4).CopyTo(target);
                    return size - 4;
                case 0xFF or >= 0x80: // identifier, padding, skippable
                    break;
                default:
                    throw Wrong($"an unknown Snappy frame type {head[0]:x2}");
            }

            read = ReadUpTo(head);
        }
    }

    private int RawBlock(ReadOnlySpan<byte> head, ref byte[] target)
    {
        if (head.IsEmpty)
            return 0;
        using var whole = new MemoryStream();
        whole.Write(head);
        var chunk = new byte[64 * 1024];
        for (var read = ReadUpTo(chunk); read > 0; read = ReadUpTo(chunk))
        {
            whole.Write(chunk, 0, read);
            if (whole.Length > MaxChunk)
                throw Wrong("no Snappy header, and too long for one raw block");
        }

        return Decode(whole.GetBuffer().AsSpan(0, (int)whole.Length), ref target);
    }

    /// <summary>The decoded length that a block begins with, checked before a library believes it.</summary>
    private static long DecodedLength(ReadOnlySpan<byte> block)
    {
        long length = 0;
        for (var i = 0; i < 5 && i < block.Length; i++)
        {
            length |= (long)(block[i] & 0x7F) << (7 * i);
            if (block[i] < 0x80)
                break;
        }

        return length;
    }

    private int Decode(ReadOnlySpan<byte> block, ref byte[] target)
    {
        try
        {
            if (DecodedLength(block) > MaxChunk)
                throw Wrong("a Snappy block of impossible length");
            var decoded = IronSnappy.Snappy.Decode(block);
            Grow(ref target, decoded.Length);
            decoded.CopyTo(target, 0);
            return decoded.Length;
        }
        catch (Exception bad) when (bad is not DamagedLogException)
        {
            throw Wrong("a damaged Snappy block");
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
