using Firesteel.History.Rest.Json;
using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.History.Rest.Answers;

/// <summary>
/// TaskMetricDistributions: every metric sorted on its own, over successful tasks. Duration, scheduler delay and getting-result time
/// range over all tasks while the index counts successful ones only, as in Spark.
/// </summary>
internal sealed class TaskDistribution
{
    private readonly TaskRow[] all;
    private readonly TaskRow[] measured;
    private readonly double[] quantiles;
    private readonly long[] indices;

    private TaskDistribution(TaskRow[] all, TaskRow[] measured, double[] quantiles)
    {
        this.all = all;
        this.measured = measured;
        this.quantiles = quantiles;
        indices = [.. quantiles.Select(quantile => Quantiles.Index(quantile, measured.Length))];
    }

    /// <summary>Null without a successful task.</summary>
    public static TaskDistribution? Of(TaskRow[] tasks, double[] quantiles)
    {
        var measured = tasks.Where(task => task.HasMetrics && task.Status == TaskState.Success).ToArray();
        return measured.Length == 0 ? null : new(tasks, measured, quantiles);
    }

    public void Write(JacksonWriter json)
    {
        json.StartObject();
        json.Numbers("quantiles", quantiles);
        json.Numbers("duration", Over(all, task => task.Duration));
        Number(json, "executorDeserializeTime", TaskMetric.ExecutorDeserializeTime);
        Number(json, "executorDeserializeCpuTime", TaskMetric.ExecutorDeserializeCpuTime);
        Number(json, "executorRunTime", TaskMetric.ExecutorRunTime);
        Number(json, "executorCpuTime", TaskMetric.ExecutorCpuTime);
        Number(json, "resultSize", TaskMetric.ResultSize);
        Number(json, "jvmGcTime", TaskMetric.JvmGcTime);
        Number(json, "resultSerializationTime", TaskMetric.ResultSerializationTime);
        json.Numbers("gettingResultTime", Over(all, task => task.GettingResultTime));
        json.Numbers("schedulerDelay", Over(all, task => task.HasMetrics ? task.SchedulerDelay : -1));
        Number(json, "peakExecutionMemory", TaskMetric.PeakExecutionMemory);
        Number(json, "memoryBytesSpilled", TaskMetric.MemoryBytesSpilled);
        Number(json, "diskBytesSpilled", TaskMetric.DiskBytesSpilled);
        json.Name("inputMetrics");
        json.StartObject();
        Number(json, "bytesRead", TaskMetric.InputBytes);
        Number(json, "recordsRead", TaskMetric.InputRecords);
        json.EndObject();
        json.Name("outputMetrics");
        json.StartObject();
        Number(json, "bytesWritten", TaskMetric.OutputBytes);
        Number(json, "recordsWritten", TaskMetric.OutputRecords);
        json.EndObject();
        WriteShuffleRead(json);
        json.Name("shuffleWriteMetrics");
        json.StartObject();
        Number(json, "writeBytes", TaskMetric.ShuffleWriteBytes);
        Number(json, "writeRecords", TaskMetric.ShuffleWriteRecords);
        Number(json, "writeTime", TaskMetric.ShuffleWriteTime);
        json.EndObject();
        json.EndObject();
    }

    private void WriteShuffleRead(JacksonWriter json)
    {
        json.Name("shuffleReadMetrics");
        json.StartObject();
        json.Numbers("readBytes", Over(measured, task => task[TaskMetric.ShuffleRemoteBytesRead] + task[TaskMetric.ShuffleLocalBytesRead]));
        Number(json, "readRecords", TaskMetric.ShuffleReadRecords);
        Number(json, "remoteBlocksFetched", TaskMetric.ShuffleRemoteBlocksFetched);
        Number(json, "localBlocksFetched", TaskMetric.ShuffleLocalBlocksFetched);
        Number(json, "fetchWaitTime", TaskMetric.ShuffleFetchWaitTime);
        Number(json, "remoteBytesRead", TaskMetric.ShuffleRemoteBytesRead);
        Number(json, "remoteBytesReadToDisk", TaskMetric.ShuffleRemoteBytesReadToDisk);
        json.Numbers("totalBlocksFetched", Over(measured, task => task[TaskMetric.ShuffleRemoteBlocksFetched] + task[TaskMetric.ShuffleLocalBlocksFetched]));
        Number(json, "remoteReqsDuration", TaskMetric.ShuffleRemoteReqsDuration);
        json.Name("shufflePushReadMetricsDist");
        json.StartObject();
        Number(json, "corruptMergedBlockChunks", TaskMetric.ShuffleCorruptMergedBlockChunks);
        Number(json, "mergedFetchFallbackCount", TaskMetric.ShuffleMergedFetchFallbackCount);
        Number(json, "remoteMergedBlocksFetched", TaskMetric.ShuffleMergedRemoteBlocksFetched);
        Number(json, "localMergedBlocksFetched", TaskMetric.ShuffleMergedLocalBlocksFetched);
        Number(json, "remoteMergedChunksFetched", TaskMetric.ShuffleMergedRemoteChunksFetched);
        Number(json, "localMergedChunksFetched", TaskMetric.ShuffleMergedLocalChunksFetched);
        Number(json, "remoteMergedBytesRead", TaskMetric.ShuffleMergedRemoteBytesRead);
        Number(json, "localMergedBytesRead", TaskMetric.ShuffleMergedLocalBytesRead);
        Number(json, "remoteMergedReqsDuration", TaskMetric.ShuffleMergedRemoteReqsDuration);
        json.EndObject();
        json.EndObject();
    }

    private void Number(JacksonWriter json, string name, TaskMetric metric) => json.Numbers(name, Over(measured, task => task[metric]));

    private double[] Over(TaskRow[] tasks, Func<TaskRow, long> value)
    {
        var sorted = new long[tasks.Length];
        var count = 0;
        foreach (var task in tasks)
        {
            var number = value(task);
            if (number >= 0)
                sorted[count++] = number;
        }

        Array.Sort(sorted, 0, count);
        return Quantiles.Walk(sorted.AsSpan(0, count), indices);
    }
}
