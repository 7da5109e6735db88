using Firesteel.History.Codecs;

namespace Firesteel.History.Logs;

/// <summary>Says how many stored bytes were read, so that a reader of what is known so far sees how far that is.</summary>
internal sealed class CountingStream(Stream stored, Action<int> read) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        var count = stored.Read(buffer);
        read(count);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stored.Dispose();
        base.Dispose(disposing);
    }
}
