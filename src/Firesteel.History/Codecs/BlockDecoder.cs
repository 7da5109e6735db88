using System.Buffers;

namespace Firesteel.History.Codecs;

/// <summary>
/// A source that is decoded block by block. Everything decodable is handed out before a
/// <see cref="DamagedLogException"/> is thrown, so a cut log gives all that it holds.
/// </summary>
internal abstract class BlockDecoder(Stream source) : PieceStream
{
    private byte[] block = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private DamagedLogException? damage;
    private long produced;

    protected Stream Source { get; } = source;

    /// <summary>Bytes taken from the source so far.</summary>
    protected long Consumed { get; private set; }

    protected sealed override ReadOnlyMemory<byte> Next()
    {
        if (damage is not null)
            throw damage;
        var decoded = 0;
        try
        {
            decoded = DecodeBlock(ref block);
            produced += decoded;
            ExpansionLimit.Check(Consumed, produced);
        }
        catch (DamagedLogException bad)
        {
            damage = bad;
            if (decoded == 0)
                throw;
        }

        return block.AsMemory(0, decoded);
    }

    /// <summary>Puts the next decoded bytes at the start of <paramref name="target"/>; 0 at a regular end.</summary>
    protected abstract int DecodeBlock(ref byte[] target);

    protected static void Grow(ref byte[] buffer, int size)
    {
        if (buffer.Length >= size)
            return;
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = ArrayPool<byte>.Shared.Rent(size);
    }

    /// <summary>Fills <paramref name="target"/> or reads up to the end; returns what was read.</summary>
    protected int ReadUpTo(Span<byte> target)
    {
        var read = Source.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        Consumed += read;
        return read;
    }

    protected void ReadExactly(Span<byte> target, string what)
    {
        if (ReadUpTo(target) < target.Length)
            throw new DamagedLogException($"the log ends inside {what} at byte {Consumed}", truncated: true);
    }

    /// <summary>Counts bytes that a decoder took from the source itself.</summary>
    protected void Count(int count) => Consumed += count;

    protected DamagedLogException Wrong(string what) => new($"{what} at byte {Consumed}", truncated: false);

    protected override void Dispose(bool disposing)
    {
        if (disposing && block.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(block);
            block = [];
            Source.Dispose();
        }

        base.Dispose(disposing);
    }
}
