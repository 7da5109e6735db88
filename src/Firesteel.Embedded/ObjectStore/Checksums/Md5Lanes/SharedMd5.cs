using System.Buffers;
using System.Runtime.InteropServices;

namespace Firesteel.Embedded.ObjectStore.Checksums.Md5Lanes;

/// <summary>
/// Hashes the bodies under way together. It begins when each of them has a piece, or when one cannot go on without: so lanes are filled
/// where there is something to fill them with, and nobody waits for a slower client.
/// </summary>
internal sealed class SharedMd5 : IThreadPoolWorkItem
{
    /// <summary>Pieces of a body that may be left to hash; then it waits until half of them are.</summary>
    private const int Window = 4;

    private readonly Lock _gate = new();

    /// <summary>Bodies with pieces that no worker is at, the longest waiting first.</summary>
    private readonly LinkedList<RunningMd5> _ready = new();

    private int _bodies;
    private int _taken;
    private int _waiting;
    private int _workers;

    /// <summary>Every body that is begun counts until it is disposed.</summary>
    public RunningMd5 Begin()
    {
        lock (_gate)
            _bodies++;
        return new(this);
    }

    internal Task AppendAsync(RunningMd5 body, byte[] buffer, int length)
    {
        lock (_gate)
        {
            body.Pieces.Enqueue((buffer, length));
            if (body is { Pieces.Count: 1, IsTaken: false })
                _ready.AddLast(body.Node);
            return WaitAsync(body, atMost: Window / 2, from: Window);
        }
    }

    internal Task DrainedAsync(RunningMd5 body)
    {
        lock (_gate)
            return WaitAsync(body, atMost: 0, from: 1);
    }

    internal void Leave(RunningMd5 body)
    {
        lock (_gate)
        {
            if (body.IsGone)
                return;
            body.IsGone = true;
            _bodies--;
            if (!body.IsTaken)
                Forget(body);
            StartWorker();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        var bodies = new List<RunningMd5>(Md5Kernel.Widest);
        var stretches = new List<Md5Stretch>(Md5Kernel.Widest);
        while (Take(bodies, stretches) is var length and > 0)
        {
            Md5Kernel.Advance(CollectionsMarshal.AsSpan(stretches), length / Md5Kernel.Block);
            GiveBack(bodies, length);
        }
    }

    private Task WaitAsync(RunningMd5 body, int atMost, int from)
    {
        if (body.Pieces.Count >= from)
        {
            body.Waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
            body.Awaited = atMost;
            _waiting++;
        }

        StartWorker();
        return body.Waiter?.Task ?? Task.CompletedTask;
    }

    private bool IsDue => _ready.Count > 0 && (_waiting > 0 || _ready.Count + _taken >= _bodies || _ready.Count >= Md5Kernel.Widest);

    /// <summary>One worker is enough until the bodies are more than its lanes.</summary>
    private void StartWorker()
    {
        if (!IsDue || (_workers > 0 && (_ready.Count < Md5Kernel.Widest || _workers >= Environment.ProcessorCount)))
            return;
        _workers++;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <returns>Bytes that every one of the bodies taken has; 0: nothing is due.</returns>
    private int Take(List<RunningMd5> bodies, List<Md5Stretch> stretches)
    {
        bodies.Clear();
        stretches.Clear();
        var length = int.MaxValue;
        lock (_gate)
        {
            if (!IsDue)
            {
                _workers--;
                return 0;
            }

            for (; bodies.Count < Md5Kernel.Widest && _ready.First is { Value: var body }; _taken++)
            {
                _ready.RemoveFirst();
                body.IsTaken = true;
                var (buffer, end) = body.Pieces.Peek();
                length = Math.Min(length, end - body.Offset);
                bodies.Add(body);
                stretches.Add(new(body.State, buffer, body.Offset));
            }

            return length;
        }
    }

    private void GiveBack(List<RunningMd5> bodies, int length)
    {
        lock (_gate)
        {
            _taken -= bodies.Count;
            foreach (var body in bodies)
            {
                body.IsTaken = false;
                body.Offset += length;
                if (body.Offset == body.Pieces.Peek().Length)
                {
                    ArrayPool<byte>.Shared.Return(body.Pieces.Dequeue().Buffer);
                    body.Offset = 0;
                }

                if (body.IsGone)
                    Forget(body);
                else if (body.Pieces.Count > 0)
                    _ready.AddLast(body.Node);
                if (body.Waiter is { } waiter && body.Pieces.Count <= body.Awaited)
                {
                    body.Waiter = null;
                    _waiting--;
                    waiter.SetResult();
                }
            }
        }
    }

    private void Forget(RunningMd5 body)
    {
        if (body.Node.List is not null)
            _ready.Remove(body.Node);
        while (body.Pieces.TryDequeue(out var piece))
            ArrayPool<byte>.Shared.Return(piece.Buffer);
    }
}
