using Firesteel.History.Rest.Json;
using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.History.Rest.Answers;

/// <summary>TaskData.</summary>
internal static class TaskAnswer
{
    /// <summary>Values of the parameters that choose tasks by state.</summary>
    public static readonly Dictionary<string, string> States =
        new[] { "RUNNING", "KILLED", "FAILED", "SUCCESS", "UNKNOWN" }.ToDictionary(state => state);

    public static string State(TaskState state) => state switch
    {
        TaskState.Running => "RUNNING",
        TaskState.GettingResult => "GET RESULT",
        TaskState.Failed => "FAILED",
        TaskState.Killed => "KILLED",
        TaskState.Success => "SUCCESS",
        _ => "UNKNOWN",
    };

    public static void Write(JacksonWriter json, TaskRow task, ApplicationStore store)
    {
        json.StartObject();
        json.Property("taskId", task.TaskId);
        json.Property("index", task.Index);
        json.Property("attempt", task.Attempt);
        json.Property("partitionId", task.PartitionId);
        json.Moment("launchTime", task.Launch);
        if (task.ResultFetchStart > 0)
            json.Moment("resultFetchStart", task.ResultFetchStart);
        if (task.Duration > 0)
            json.Property("duration", task.Duration);
        json.Property("executorId", task.Executor);
        json.Property("host", task.Host);
        json.Property("status", State(task.Status));
        json.Property("taskLocality", task.Locality);
        json.Property("speculative", task.Speculative);
        json.List("accumulatorUpdates", task.Accumulators, AccumulatorAnswer.Write);
        json.Property("errorMessage", task.Error);
        if (task.HasMetrics)
            WriteMetrics(json, task);
        json.Texts("executorLogs", store.Executors.TryGetValue(task.Executor, out var executor) ? executor.Logs : []);
        json.Property("schedulerDelay", task.SchedulerDelay);
        json.Property("gettingResultTime", task.GettingResultTime);
        json.EndObject();
    }

    private static void WriteMetrics(JacksonWriter json, TaskRow task)
    {
        void Number(string name, TaskMetric metric) => json.Property(name, task[metric]);
        json.Name("taskMetrics");
        json.StartObject();
        Number("executorDeserializeTime", TaskMetric.ExecutorDeserializeTime);
        Number("executorDeserializeCpuTime", TaskMetric.ExecutorDeserializeCpuTime);
        Number("executorRunTime", TaskMetric.ExecutorRunTime);
        Number("executorCpuTime", TaskMetric.ExecutorCpuTime);
        Number("resultSize", TaskMetric.ResultSize);
        Number("jvmGcTime", TaskMetric.JvmGcTime);
        Number("resultSerializationTime", TaskMetric.ResultSerializationTime);
        Number("memoryBytesSpilled", TaskMetric.MemoryBytesSpilled);
        Number("diskBytesSpilled", TaskMetric.DiskBytesSpilled);
        Number("peakExecutionMemory", TaskMetric.PeakExecutionMemory);
        json.Name("inputMetrics");
        json.StartObject();
        Number("bytesRead", TaskMetric.InputBytes);
        Number("recordsRead", TaskMetric.InputRecords);
        json.EndObject();
        json.Name("outputMetrics");
        json.StartObject();
        Number("bytesWritten", TaskMetric.OutputBytes);
        Number("recordsWritten", TaskMetric.OutputRecords);
        json.EndObject();
        json.Name("shuffleReadMetrics");
        json.StartObject();
        Number("remoteBlocksFetched", TaskMetric.ShuffleRemoteBlocksFetched);
        Number("localBlocksFetched", TaskMetric.ShuffleLocalBlocksFetched);
        Number("fetchWaitTime", TaskMetric.ShuffleFetchWaitTime);
        Number("remoteBytesRead", TaskMetric.ShuffleRemoteBytesRead);
        Number("remoteBytesReadToDisk", TaskMetric.ShuffleRemoteBytesReadToDisk);
        Number("localBytesRead", TaskMetric.ShuffleLocalBytesRead);
        Number("recordsRead", TaskMetric.ShuffleReadRecords);
        Number("remoteReqsDuration", TaskMetric.ShuffleRemoteReqsDuration);
        json.Name("shufflePushReadMetrics");
        json.StartObject();
        Number("corruptMergedBlockChunks", TaskMetric.ShuffleCorruptMergedBlockChunks);
        Number("mergedFetchFallbackCount", TaskMetric.ShuffleMergedFetchFallbackCount);
        Number("remoteMergedBlocksFetched", TaskMetric.ShuffleMergedRemoteBlocksFetched);
        Number("localMergedBlocksFetched", TaskMetric.ShuffleMergedLocalBlocksFetched);
        Number("remoteMergedChunksFetched", TaskMetric.ShuffleMergedRemoteChunksFetched);
        Number("localMergedChunksFetched", TaskMetric.ShuffleMergedLocalChunksFetched);
        Number("remoteMergedBytesRead", TaskMetric.ShuffleMergedRemoteBytesRead);
        Number("localMergedBytesRead", TaskMetric.ShuffleMergedLocalBytesRead);
        Number("remoteMergedReqsDuration", TaskMetric.ShuffleMergedRemoteReqsDuration);
        json.EndObject();
        json.EndObject();
        json.Name("shuffleWriteMetrics");
        json.StartObject();
        Number("bytesWritten", TaskMetric.ShuffleWriteBytes);
        Number("writeTime", TaskMetric.ShuffleWriteTime);
        Number("recordsWritten", TaskMetric.ShuffleWriteRecords);
        json.EndObject();
        json.EndObject();
    }
}
