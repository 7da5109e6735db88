using Firesteel.History.Events;
using Firesteel.History.Events.Readers;

namespace Firesteel.History.Replay.Handlers.Core;

/// <summary>A block manager: how the driver becomes known, and every executor's memory.</summary>
internal sealed class BlockManagerAddedHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerBlockManagerAdded"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        BlockManagerId? manager = null;
        long memory = 0, time = -1, onHeap = -1, offHeap = -1;
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Block Manager ID"u8))
                manager = BlockManagerReader.Read(ref cursor);
            else if (name.SequenceEqual("Maximum Memory"u8))
                memory = cursor.Long();
            else if (name.SequenceEqual("Timestamp"u8))
                time = cursor.Long();
            else if (name.SequenceEqual("Maximum Onheap Memory"u8))
                onHeap = cursor.TryNull() ? -1 : cursor.Long();
            else if (name.SequenceEqual("Maximum Offheap Memory"u8))
                offHeap = cursor.TryNull() ? -1 : cursor.Long();
            else
                cursor.Skip();
        }

        if (manager is null)
            return;
        var executor = state.ExecutorOf(manager.Executor, time);
        executor.HostPort = manager.HostPort;
        if (onHeap >= 0)
            (executor.MaxOnHeap, executor.MaxOffHeap) = (onHeap, Math.Max(offHeap, 0));
        executor.IsActive = true;
        executor.MaxMemory = memory;
    }
}
