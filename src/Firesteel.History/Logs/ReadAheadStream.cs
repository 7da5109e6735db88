using System.Buffers;
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
        Return(current);
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
            Return(current);
            current = [];
            while (full.TryTake(out var unread))
                Return(unread.Bytes);
            full.Dispose();
            abandoned.Dispose();
        }

        base.Dispose(disposing);
    }

    private static void Return(byte[] buffer)
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Work()
    {
        byte[] filling = [];
        try
        {
            while (!abandoned.IsCancellationRequested)
            {
                // Pooled: a server reads thousands of logs, and buffers of this size are what its heap would be torn by.
                filling = ArrayPool<byte>.Shared.Rent(BufferSize);
                var read = source.Read(filling, 0, BufferSize);
                if (read == 0)
                    return;
                full.Add((filling, read), abandoned.Token);
                filling = [];
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
            Return(filling);
            full.CompleteAdding();
        }
    }
}
