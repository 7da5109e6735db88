using Firesteel.History.Events;
using Firesteel.History.Events.Readers;
using Firesteel.History.Store;

namespace Firesteel.History.Replay.Handlers.Core;

/// <summary>A block came, changed or went; logged only with <c>spark.eventLog.logBlockUpdates.enabled</c>.</summary>
internal sealed class BlockUpdatedHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerBlockUpdated"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var update = new Update();
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Block Updated Info"u8))
                update.Read(ref cursor);
            else
                cursor.Skip();
        }

        if (update.Manager is null || !update.BlockId.StartsWith("rdd_", StringComparison.Ordinal))
        {
            if (update.Manager is { } manager && update.BlockId.StartsWith("broadcast_", StringComparison.Ordinal) && state.Executors.TryGetValue(manager.Executor, out var holder))
                Use(holder, update);
            return;
        }

        var parts = update.BlockId.Split('_');
        if (parts.Length == 3 && int.TryParse(parts[1], out var rddId))
            Apply(state, update, rddId, update.Manager);
    }

    private static void Apply(ReplayState state, Update update, int rddId, BlockManagerId manager)
    {
        state.Executors.TryGetValue(manager.Executor, out var executor);
        if (executor is not null)
            Use(executor, update);
        var blocksDelta = 0;
        if (state.Store.Rdds.TryGetValue(rddId, out var rdd))
        {
            if (!rdd.Blocks.TryGetValue(update.BlockId, out var block))
                rdd.Blocks[update.BlockId] = block = new CachedBlock { Name = update.BlockId };
            if (!update.Level.IsValid)
            {
                block.Executors.Remove(manager.Executor);
                blocksDelta = -1; // whether it was there or not
            }
            else if (!block.Executors.Contains(manager.Executor))
            {
                block.Executors.Add(manager.Executor);
                blocksDelta = 1;
            }

            if (block.Executors.Count == 0)
                rdd.Blocks.Remove(update.BlockId);
            block.MemoryUsed = Math.Max(0, block.MemoryUsed + update.MemoryDelta);
            block.DiskUsed = Math.Max(0, block.DiskUsed + update.DiskDelta);
            block.SetLevel(rdd.Level);
            Share(rdd, executor, blocksDelta, update);
            rdd.MemoryUsed = Math.Max(0, rdd.MemoryUsed + update.MemoryDelta);
            rdd.DiskUsed = Math.Max(0, rdd.DiskUsed + update.DiskDelta);
        }

        if (executor is null)
            return;
        executor.RddBlocks += blocksDelta;
        foreach (var other in state.Store.Rdds.Values)
        {
            if (other.Shares.TryGetValue(executor.Id, out var share))
                Remember(share, executor);
        }
    }

    private static void Remember(CachedShare share, ExecutorRecord executor)
    {
        share.Remaining = executor.MaxMemory - executor.MemoryUsed;
        if (executor.MaxOnHeap < 0)
            return;
        share.OnHeapRemaining = executor.MaxOnHeap - executor.UsedOnHeap;
        share.OffHeapRemaining = executor.MaxOffHeap - executor.UsedOffHeap;
    }

    /// <summary>An executor without a block of any RDD has no share; one with blocks of others keeps an empty one.</summary>
    private static void Share(CachedRdd rdd, ExecutorRecord? executor, int blocksDelta, Update update)
    {
        if (executor is null)
            return;
        if (executor.RddBlocks + blocksDelta <= 0)
        {
            rdd.Shares.Remove(executor.Id);
            return;
        }

        if (!rdd.Shares.TryGetValue(executor.Id, out var share))
            rdd.Shares[executor.Id] = share = new CachedShare { Executor = executor.Id, Address = executor.HostPort ?? executor.Host ?? update.Manager!.HostPort };
        share.MemoryUsed = Math.Max(0, share.MemoryUsed + update.MemoryDelta);
        share.DiskUsed = Math.Max(0, share.DiskUsed + update.DiskDelta);
        if (executor.MaxOnHeap >= 0)
        {
            if (update.Level.OffHeap)
                share.OffHeapUsed = Math.Max(0, share.OffHeapUsed + update.MemoryDelta);
            else
                share.OnHeapUsed = Math.Max(0, share.OnHeapUsed + update.MemoryDelta);
        }
    }

    private static void Use(ExecutorRecord executor, Update update)
    {
        executor.MemoryUsed = Math.Max(0, executor.MemoryUsed + update.MemoryDelta);
        executor.DiskUsed = Math.Max(0, executor.DiskUsed + update.DiskDelta);
        if (executor.MaxOnHeap < 0)
            return;
        if (update.Level.OffHeap)
            executor.UsedOffHeap = Math.Max(0, executor.UsedOffHeap + update.MemoryDelta);
        else
            executor.UsedOnHeap = Math.Max(0, executor.UsedOnHeap + update.MemoryDelta);
    }

    private sealed class Update
    {
        private long memory;
        private long disk;

        public BlockManagerId? Manager { get; private set; }
        public string BlockId { get; private set; } = "";
        public StorageLevel Level { get; private set; } = StorageLevel.None;

        /// <summary>Spark adds what a level uses and takes away what it does not.</summary>
        public long MemoryDelta => memory * (Level.UseMemory ? 1 : -1);

        public long DiskDelta => disk * (Level.UseDisk ? 1 : -1);

        public void Read(ref JsonCursor cursor)
        {
            if (!cursor.EnterObject())
                return;
            while (cursor.NextProperty(out var name))
            {
                if (name.SequenceEqual("Block Manager ID"u8))
                    Manager = BlockManagerReader.Read(ref cursor);
                else if (name.SequenceEqual("Block ID"u8))
                    BlockId = cursor.String();
                else if (name.SequenceEqual("Storage Level"u8))
                    Level = StorageLevelReader.Read(ref cursor);
                else if (name.SequenceEqual("Memory Size"u8))
                    memory = cursor.Long();
                else if (name.SequenceEqual("Disk Size"u8))
                    disk = cursor.Long();
                else
                    cursor.Skip();
            }
        }
    }
}
