namespace Firesteel.History.Codecs;

/// <summary>A stream whose bytes come in pieces: ranges, blocks, buffers.</summary>
internal abstract class PieceStream : ForwardStream
{
    private ReadOnlyMemory<byte> rest;

    public sealed override int Read(Span<byte> buffer)
    {
        if (rest.IsEmpty)
            rest = Next();
        var count = Math.Min(buffer.Length, rest.Length);
        rest.Span[..count].CopyTo(buffer);
        rest = rest[count..];
        return count;
    }

    /// <summary>The bytes after those of the piece before, which nobody reads any more; empty at the end, and asked again then.</summary>
    protected abstract ReadOnlyMemory<byte> Next();

    protected override void Dispose(bool disposing)
    {
        rest = default;
        base.Dispose(disposing);
    }
}
