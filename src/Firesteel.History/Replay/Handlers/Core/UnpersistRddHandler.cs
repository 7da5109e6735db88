using Firesteel.History.Events;

namespace Firesteel.History.Replay.Handlers.Core;

internal sealed class UnpersistRddHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerUnpersistRDD"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var id = -1;
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("RDD ID"u8))
                id = cursor.Int();
            else
                cursor.Skip();
        }

        if (!state.Store.Rdds.Remove(id, out var rdd))
            return;
        foreach (var holder in rdd.Blocks.Values.SelectMany(block => block.Executors))
        {
            if (state.Executors.TryGetValue(holder, out var executor))
                executor.RddBlocks--; // may fall below zero, in Spark too: a removal counts whether the block was there or not
        }

        foreach (var share in rdd.Shares.Values)
        {
            if (!state.Executors.TryGetValue(share.Executor, out var executor))
                continue;
            executor.MemoryUsed = Math.Max(0, executor.MemoryUsed - share.MemoryUsed);
            executor.DiskUsed = Math.Max(0, executor.DiskUsed - share.DiskUsed);
            if (rdd.Level.OffHeap)
                executor.UsedOffHeap = Math.Max(0, executor.UsedOffHeap - share.OffHeapUsed);
            else
                executor.UsedOnHeap = Math.Max(0, executor.UsedOnHeap - share.OnHeapUsed);
        }
    }
}
