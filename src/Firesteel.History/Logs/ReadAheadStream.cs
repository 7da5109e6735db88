using System.Collections.Concurrent;

namespace Firesteel.History.Logs;

/// <summary>
/// Reads (and decodes) on a thread of its own, a few buffers ahead of who takes the bytes: two cores work on one log, and a network's latency is
/// hidden behind the work on what has come. A failure comes after all bytes before it.
/// </summary>
internal sealed class ReadAheadStream : Stream
{
    private const int BufferSize = 1 << 20;
    private const int Ahead = 4;

    private readonly Stream source;
    private readonly BlockingCollection<(byte[] Bytes, int Length)> full = new(Ahead);
    private readonly ConcurrentBag<byte[]> free = [];
    private readonly CancellationTokenSource abandoned = new();
    private readonly Task worker;
    private byte[] current = [];
    private int at;
    private int length;
    private Exception? failure;

    public ReadAheadStream(Stream source)
    {
        this.source = source;
        worker = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (at == length && !Next())
            return failure is null ? 0 : throw failure;
        var count = Math.Min(buffer.Length, length - at);
        current.AsSpan(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !abandoned.IsCancellationRequested)
        {
            abandoned.Cancel();
            worker.Wait(); // it owns the source until it ends, at the latest after the read that runs now
            source.Dispose();
            full.Dispose();
            abandoned.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Next()
    {
        if (current.Length > 0)
            free.Add(current);
        current = [];
        (at, length) = (0, 0);
        if (!full.TryTake(out var next, Timeout.Infinite))
            return false;
        (current, length) = next;
        return true;
    }

    private void Work()
    {
        try
        {
            while (!abandoned.IsCancellationRequested)
            {
                if (!free.TryTake(out var buffer))
                    buffer = new byte[BufferSize];
                var read = source.Read(buffer, 0, buffer.Length);
                if (read == 0)
                    return;
                full.Add((buffer, read), abandoned.Token);
            }
        }
        catch (OperationCanceledException) when (abandoned.IsCancellationRequested)
        {
            // Nobody wants the rest.
        }
        catch (Exception bad)
        {
            failure = bad;
        }
        finally
        {
            full.CompleteAdding();
        }
    }
}
