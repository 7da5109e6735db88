using Firesteel.Kube.Problems;

namespace Firesteel.Kube.Queueing;

/// <summary>
/// Keys to be worked on, with the promises of Kubernetes' work queue: a key waits at most once however often it is added, no two workers
/// have the same key, and a key added while it is worked on comes back when that is done. It holds keys only, never objects.
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private readonly RetryDelays<TKey> delays;

    /// <summary>Keys that want work: those that wait and those that were added while they were worked on.</summary>
    private readonly HashSet<TKey> dirty = [];
    private readonly HashSet<TKey> processing = [];
    private readonly Queue<TKey> ready = new();
    private readonly Queue<TaskCompletionSource<(bool, TKey)>> idle = new();

    /// <summary>The earliest time of each key that is to come; the heap may also hold later, outdated entries of it.</summary>
    private readonly Dictionary<TKey, DateTimeOffset> due = [];
    private readonly PriorityQueue<TKey, DateTimeOffset> later = new();
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isShutDown;

    /// <exception cref="ProblemException">The options make no sense.</exception>
    public WorkQueue(TimeProvider time, WorkQueueOptions? options = null)
    {
        options ??= new();
        if (options.Validate() is { Length: > 0 } problems)
            throw new ProblemException(problems);
        this.time = time;
        delays = new(options);
        timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Keys that wait for a worker now; those that are to come later do not count.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return ready.Count;
        }
    }

    /// <summary>Keys that are to come at a later time.</summary>
    public int DelayedCount
    {
        get
        {
            lock (gate)
                return due.Count;
        }
    }

    /// <summary>Done once the queue was shut down and no key is left with a worker or waiting for one.</summary>
    public Task Drained => drained.Task;

    public void Add(TKey key)
    {
        lock (gate)
            AddNow(key);
    }

    /// <summary>Of several times for a key the earliest counts.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        lock (gate)
            Schedule(key, delay);
    }

    /// <summary>Comes back after the key's own back-off and no faster than the queue's rate.</summary>
    public void AddRateLimited(TKey key)
    {
        lock (gate)
            Schedule(key, delays.Next(key, time.GetUtcNow()));
    }

    /// <summary>The key succeeded: its back-off starts anew.</summary>
    public void Forget(TKey key)
    {
        lock (gate)
            delays.Forget(key);
    }

    /// <summary>How often the key was added with a rate limit since it was last forgotten.</summary>
    public int Failures(TKey key)
    {
        lock (gate)
            return delays.Failures(key);
    }

    /// <summary>Waits for a key; whoever takes one must call <see cref="Done"/> with it.</summary>
    /// <returns><c>Taken</c> is false when the queue is shut down and empty.</returns>
    public async ValueTask<(bool Taken, TKey Key)> TakeAsync(CancellationToken stop = default)
    {
        TaskCompletionSource<(bool, TKey)> waiter;
        lock (gate)
        {
            stop.ThrowIfCancellationRequested();
            if (ready.TryDequeue(out var key))
                return Begin(key);
            if (isShutDown)
                return (false, default!);
            waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
            idle.Enqueue(waiter);
        }

        // A waiter that is cancelled here was given no key; one that was given a key cannot be cancelled any more.
        using var registration = stop.UnsafeRegister(static (state, token) => ((TaskCompletionSource<(bool, TKey)>)state!).TrySetCanceled(token), waiter);
        return await waiter.Task.ConfigureAwait(false);
    }

    /// <summary>The worker is finished with the key, whether it succeeded or not.</summary>
    public void Done(TKey key)
    {
        lock (gate)
        {
            if (!processing.Remove(key))
                return;
            if (dirty.Contains(key))
                HandOver(key);
            Settle();
        }
    }

    /// <summary>Nothing new is taken in; what waits is still worked on, and what was to come later is dropped.</summary>
    public void ShutDown()
    {
        lock (gate)
        {
            isShutDown = true;
            due.Clear();
            later.Clear();
            while (idle.TryDequeue(out var waiter))
                waiter.TrySetResult((false, default!));
            Settle();
        }
    }

    public void Dispose()
    {
        ShutDown();
        timer.Dispose();
    }

    private void AddNow(TKey key)
    {
        if (isShutDown || !dirty.Add(key))
            return;

        // A worker has it: it comes back when that one is done.
        if (!processing.Contains(key))
            HandOver(key);
    }

    private void HandOver(TKey key)
    {
        while (idle.TryDequeue(out var waiter))
        {
            if (waiter.Task.IsCompleted)
                continue;
            dirty.Remove(key);
            processing.Add(key);
            if (waiter.TrySetResult((true, key)))
                return;

            // It was cancelled in between.
            processing.Remove(key);
            dirty.Add(key);
        }

        ready.Enqueue(key);
    }

    private (bool, TKey) Begin(TKey key)
    {
        dirty.Remove(key);
        processing.Add(key);
        return (true, key);
    }

    private void Settle()
    {
        if (isShutDown && ready.Count == 0 && processing.Count == 0)
            drained.TrySetResult();
    }

    private void Schedule(TKey key, TimeSpan delay)
    {
        if (isShutDown)
            return;
        if (delay <= TimeSpan.Zero)
        {
            AddNow(key);
            return;
        }

        var at = time.GetUtcNow() + delay;
        if (due.TryGetValue(key, out var known) && known <= at)
            return;
        due[key] = at;
        later.Enqueue(key, at);
        if (later.TryPeek(out _, out var first) && first == at)
            SetTimer();
    }

    private void Wake()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            while (later.TryPeek(out var key, out var at) && at <= now)
            {
                later.Dequeue();
                if (due.TryGetValue(key, out var current) && current == at)
                {
                    due.Remove(key);
                    AddNow(key);
                }
            }

            SetTimer();
        }
    }

    /// <summary>Timers count in whole milliseconds; rounding up saves a wake-up that comes too early.</summary>
    private void SetTimer()
    {
        if (!later.TryPeek(out _, out var first))
            return;
        var wait = Math.Clamp(Math.Ceiling((first - time.GetUtcNow()).TotalMilliseconds), 0, uint.MaxValue - 1d);
        timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
    }
}
