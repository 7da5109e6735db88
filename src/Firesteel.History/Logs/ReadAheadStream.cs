using System.Collections.Concurrent;
using Firesteel.History.Codecs;

namespace Firesteel.History.Logs;

/// <summary>
/// Reads (and decodes) on a thread of its own, a few buffers ahead of who takes the bytes: two cores work on one log, and a network's latency is
/// hidden behind the work on what has come. A failure comes after all bytes before it.
/// </summary>
internal sealed class ReadAheadStream : PieceStream
{
    private const int BufferSize = 1 << 20;
    private const int Ahead = 4;

    private readonly Stream source;
    private readonly BlockingCollection<(byte[] Bytes, int Length)> full = new(Ahead);
    private readonly ConcurrentBag<byte[]> free = [];
    private readonly CancellationTokenSource abandoned = new();
    private readonly Task worker;
    private byte[] current = [];
    private Exception? failure;

    public ReadAheadStream(Stream source)
    {
        this.source = source;
        worker = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    protected override ReadOnlyMemory<byte> Next()
    {
        if (current.Length > 0)
            free.Add(current);
        current = [];
        if (!full.TryTake(out var next, Timeout.Infinite))
            return failure is null ? default : throw failure;
        current = next.Bytes;
        return current.AsMemory(0, next.Length);
    }

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
