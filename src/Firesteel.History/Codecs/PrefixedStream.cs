namespace Firesteel.History.Codecs;

/// <summary>Bytes that were read ahead, then the rest of the stream they came from.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        if (prefix.IsEmpty)
            return rest.Read(buffer);
        var count = Math.Min(prefix.Length, buffer.Length);
        prefix.Span[..count].CopyTo(buffer);
        prefix = prefix[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rest.Dispose();
        base.Dispose(disposing);
    }
}
