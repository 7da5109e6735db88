using System.Buffers;

namespace Firesteel.History.Events;

/// <summary>Lines of a stream in one pooled buffer, which grows only for a line that does not fit.</summary>
internal sealed class LineReader(Stream source, int maxLine = LineReader.DefaultMaxLine) : IDisposable
{
    /// <summary>512 MiB: plan texts of 100 MB occur, more is not an event.</summary>
    public const int DefaultMaxLine = 512 << 20;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
    private int start;
    private int end;
    private int scanned;
    private bool ended;
    private IOException? failure;

    /// <summary>Bytes of text handed out.</summary>
    public long Position { get; private set; }

    /// <summary>Lines handed out.</summary>
    public long Lines { get; private set; }

    /// <summary>The last line had no line feed: it may be cut.</summary>
    public bool LastIsUnterminated { get; private set; }

    /// <summary>Lines that were longer than the limit and left out.</summary>
    public long TooLong { get; private set; }

    /// <summary>
    /// False at the end. A decoding error is thrown only after all whole lines before it (and the piece of the last) were handed out.
    /// </summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        if (Prepare())
            return TryReadPrepared(out line);
        line = default;
        return false;
    }

    /// <summary>Reads until a line is at hand; all waiting and decoding happens here. False at the end; throws as <see cref="TryRead"/>.</summary>
    public bool Prepare()
    {
        while (true)
        {
            var feed = buffer.AsSpan(scanned, end - scanned).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                scanned += feed;
                return true;
            }

            scanned = end;
            if (!ended)
                Fill();
            else if (start < end)
                return true;
            else
                return failure is null ? false : throw failure;
        }
    }

    /// <summary>The next line if it is at hand: never waits. False does not mean the end; ask <see cref="Prepare"/>.</summary>
    public bool TryReadPrepared(out ReadOnlySpan<byte> line)
    {
        var feed = buffer.AsSpan(scanned, end - scanned).IndexOf((byte)'\n');
        if (feed >= 0)
        {
            line = Take(scanned + feed - start);
            start++;
            scanned = start;
            return true;
        }

        scanned = end;
        LastIsUnterminated = ended && start < end;
        line = LastIsUnterminated ? Take(end - start) : default;
        return LastIsUnterminated;
    }

    public void Dispose()
    {
        if (buffer.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        start = end = scanned = 0;
        source.Dispose();
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        var line = buffer.AsSpan(start, length);
        start += length;
        scanned = start;
        Position += length + 1;
        Lines++;
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            scanned -= start;
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            if (end >= maxLine)
            {
                DropLine();
                return;
            }

            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        end += ReadSource(buffer.AsSpan(end));
    }

    private int ReadSource(Span<byte> target)
    {
        try
        {
            var read = source.Read(target);
            ended = read == 0;
            return read;
        }
        catch (IOException bad)
        {
            failure = bad;
            ended = true;
            return 0;
        }
    }

    private void DropLine()
    {
        TooLong++;
        while (!ended)
        {
            end = ReadSource(buffer);
            var feed = buffer.AsSpan(0, end).IndexOf((byte)'\n');
            if (feed < 0)
                continue;
            start = feed + 1;
            scanned = start;
            return;
        }

        start = end = scanned = 0;
    }
}
