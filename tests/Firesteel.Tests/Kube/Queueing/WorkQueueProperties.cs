using System.Collections.Concurrent;
using Firesteel.Kube.Queueing;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Kube.Queueing;

public sealed class WorkQueueProperties
{
    /// <summary>Random interleavings of producers and workers, checked against the promises.</summary>
    [Fact]
    public void No_key_is_with_two_workers_and_none_is_lost() =>
        Prop.ForAll<PositiveInt, PositiveInt, NonNull<byte[]>>((workers, keys, adds) =>
            Run(1 + (workers.Get % 6), 1 + (keys.Get % 5), adds.Get).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static async Task<bool> Run(int workers, int keys, byte[] adds)
    {
        var clock = new ManualClock();
        using var queue = new WorkQueue<int>(clock, new() { FirstDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(10) });
        var holders = new int[keys];
        var wanted = new int[keys];
        var seen = new int[keys];
        var broken = new ConcurrentBag<string>();
        var work = Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            while (await queue.TakeAsync() is { Taken: true, Key: var key })
            {
                if (Interlocked.Increment(ref holders[key]) != 1)
                    broken.Add($"two workers on {key}");

                // Whatever was wanted before this look is served by it.
                Volatile.Write(ref seen[key], Volatile.Read(ref wanted[key]));
                await Task.Yield();
                if (Interlocked.Decrement(ref holders[key]) != 0)
                    broken.Add($"two workers on {key}");
                queue.Done(key);
            }
        })).ToArray();
        await Task.WhenAll(adds.Chunk(8).Select(part => Task.Run(() =>
        {
            foreach (var add in part)
            {
                var key = add % keys;
                Interlocked.Increment(ref wanted[key]);
                switch (add / keys % 3)
                {
                    case 0:
                        queue.Add(key);
                        break;
                    case 1:
                        queue.AddAfter(key, TimeSpan.FromMilliseconds(add % 7));
                        break;
                    default:
                        queue.AddRateLimited(key);
                        break;
                }

                if (add % 5 == 0)
                    clock.Advance(TimeSpan.FromMilliseconds(1));
            }
        })));
        while (queue.DelayedCount > 0)
            clock.Advance(TimeSpan.FromSeconds(1));
        queue.ShutDown();
        await Task.WhenAll(work);
        return broken.IsEmpty && queue.Drained.IsCompleted && wanted.SequenceEqual(seen);
    }
}
