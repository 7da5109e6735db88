using Firesteel.History.Rest.Json;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Answers;

/// <summary>RDDStorageInfo.</summary>
internal static class RddAnswer
{
    public static void Write(JacksonWriter json, CachedRdd rdd, RestRequest request)
    {
        json.StartObject();
        json.Property("id", rdd.Id);
        json.Property("name", rdd.Name);
        json.Property("numPartitions", rdd.Partitions);
        json.Property("numCachedPartitions", rdd.Blocks.Count);
        json.Property("storageLevel", rdd.Level.Description);
        json.Property("memoryUsed", rdd.MemoryUsed);
        json.Property("diskUsed", rdd.DiskUsed);
        if (rdd.Shares.Count > 0)
            json.List("dataDistribution", request.Api.MapOrder([.. rdd.Shares.Keys]).Select(executor => rdd.Shares[executor]), WriteShare);
        json.List("partitions", rdd.Blocks.Values, WriteBlock);
        json.EndObject();
    }

    private static void WriteShare(JacksonWriter json, CachedShare share)
    {
        json.StartObject();
        json.Property("address", share.Address);
        json.Property("memoryUsed", share.MemoryUsed);
        json.Property("memoryRemaining", share.Remaining);
        json.Property("diskUsed", share.DiskUsed);
        if (share.OnHeapRemaining >= 0)
        {
            json.Property("onHeapMemoryUsed", share.OnHeapUsed);
            json.Property("offHeapMemoryUsed", share.OffHeapUsed);
            json.Property("onHeapMemoryRemaining", share.OnHeapRemaining);
            json.Property("offHeapMemoryRemaining", share.OffHeapRemaining);
        }

        json.EndObject();
    }

    private static void WriteBlock(JacksonWriter json, CachedBlock block)
    {
        json.StartObject();
        json.Property("blockName", block.Name);
        json.Property("storageLevel", block.Level);
        json.Property("memoryUsed", block.MemoryUsed);
        json.Property("diskUsed", block.DiskUsed);
        json.Texts("executors", block.Executors);
        json.EndObject();
    }
}
