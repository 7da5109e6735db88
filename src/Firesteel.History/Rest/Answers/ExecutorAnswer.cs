using Firesteel.History.Rest.Json;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Answers;

/// <summary>ExecutorSummary.</summary>
internal static class ExecutorAnswer
{
    /// <summary>Spark's synthetic id for blocks without an executor.</summary>
    public const string Fallback = "fallback";

    public static void Write(JacksonWriter json, ExecutorRecord executor, ApplicationStore store, RestRequest request)
    {
        // The driver runs no tasks on a cluster: its time is the application's.
        var taskTime = executor.IsDriver ? DriverTime(store, request) : executor.TaskTime;
        var gcTime = executor.IsDriver && executor.Peaks.IsSet ? executor.Peaks[ExecutorMetric.TotalGCTime] : executor.GcTime;
        json.StartObject();
        json.Property("id", executor.Id);
        json.Property("hostPort", executor.HostPort ?? executor.Host);
        json.Property("isActive", executor.IsActive);
        json.Property("rddBlocks", executor.RddBlocks);
        json.Property("memoryUsed", executor.MemoryUsed);
        json.Property("diskUsed", executor.DiskUsed);
        json.Property("totalCores", executor.TotalCores);
        json.Property("maxTasks", executor.MaxTasks);
        json.Property("activeTasks", executor.ActiveTasks);
        json.Property("failedTasks", executor.FailedTasks);
        json.Property("completedTasks", executor.CompletedTasks);
        json.Property("totalTasks", executor.TotalTasks);
        json.Property("totalDuration", taskTime);
        json.Property("totalGCTime", gcTime);
        json.Property("totalInputBytes", executor.InputBytes);
        json.Property("totalShuffleRead", executor.ShuffleRead);
        json.Property("totalShuffleWrite", executor.ShuffleWrite);
        json.Property("isBlacklisted", executor.Excluded);
        json.Property("maxMemory", executor.MaxMemory);
        json.Moment("addTime", executor.Added);
        json.Date("removeTime", executor.Removed);
        json.Property("removeReason", executor.RemoveReason);
        json.Texts("executorLogs", executor.Logs);
        if (executor.MaxOnHeap >= 0)
        {
            json.Name("memoryMetrics");
            json.StartObject();
            json.Property("usedOnHeapStorageMemory", executor.UsedOnHeap);
            json.Property("usedOffHeapStorageMemory", executor.UsedOffHeap);
            json.Property("totalOnHeapStorageMemory", executor.MaxOnHeap);
            json.Property("totalOffHeapStorageMemory", executor.MaxOffHeap);
            json.EndObject();
        }

        json.Numbers("blacklistedInStages", executor.ExcludedInStages);
        PeaksAnswer.Write(json, "peakMemoryMetrics", executor.Peaks, request.Api);
        json.Texts("attributes", executor.Attributes);
        json.Map("resources", executor.Resources, WriteResource(executor));
        json.Property("resourceProfileId", executor.ResourceProfileId);
        json.Property("isExcluded", executor.Excluded);
        json.Numbers("excludedInStages", executor.ExcludedInStages);
        json.EndObject();
    }

    private static Action<JacksonWriter, string[]> WriteResource(ExecutorRecord executor) => (json, addresses) =>
    {
        json.StartObject();
        json.Property("name", executor.Resources.First(resource => ReferenceEquals(resource.Value, addresses)).Key);
        json.Texts("addresses", addresses);
        json.EndObject();
    };

    private static long DriverTime(ApplicationStore store, RestRequest request) =>
        (store.Ended >= 0 ? store.Ended : request.Library.Time.GetUtcNow().ToUnixTimeMilliseconds()) - store.Started;
}
