using Firesteel.History.Store;

namespace Firesteel.History.Replay.Handlers.Core;

/// <summary>Keeps the cached partitions of RDDs right when executors and RDDs go.</summary>
internal static class CachedBlocks
{
    public static void Forget(ApplicationStore store, string executor)
    {
        foreach (var rdd in store.Rdds.Values)
        {
            rdd.Shares.Remove(executor);
            foreach (var block in rdd.Blocks.Values.Where(block => block.Executors.Contains(executor)).ToList())
            {
                if (block.Executors.Count == 1)
                {
                    rdd.Blocks.Remove(block.Name);
                    rdd.MemoryUsed = Math.Max(0, rdd.MemoryUsed - block.MemoryUsed);
                    rdd.DiskUsed = Math.Max(0, rdd.DiskUsed - block.DiskUsed);
                }
                else
                {
                    // Spark takes every holder for equally full.
                    var (memory, disk) = (block.MemoryUsed / block.Executors.Count, block.DiskUsed / block.Executors.Count);
                    block.Executors.Remove(executor);
                    block.MemoryUsed -= memory;
                    block.DiskUsed -= disk;
                    block.SetLevel(rdd.Level);
                    rdd.MemoryUsed = Math.Max(0, rdd.MemoryUsed - memory);
                    rdd.DiskUsed = Math.Max(0, rdd.DiskUsed - disk);
                }
            }
        }
    }
}
