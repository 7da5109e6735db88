using Firesteel.History.Rest.Json;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Answers;

/// <summary>StageData.</summary>
internal static class StageAnswer
{
    /// <summary>Totals in the order of Spark's answer; the sum of bytes read stands among them.</summary>
    private static readonly (string Name, TaskMetric Metric)[] Totals =
    [
        ("executorDeserializeTime", TaskMetric.ExecutorDeserializeTime),
        ("executorDeserializeCpuTime", TaskMetric.ExecutorDeserializeCpuTime),
        ("executorRunTime", TaskMetric.ExecutorRunTime),
        ("executorCpuTime", TaskMetric.ExecutorCpuTime),
        ("resultSize", TaskMetric.ResultSize),
        ("jvmGcTime", TaskMetric.JvmGcTime),
        ("resultSerializationTime", TaskMetric.ResultSerializationTime),
        ("memoryBytesSpilled", TaskMetric.MemoryBytesSpilled),
        ("diskBytesSpilled", TaskMetric.DiskBytesSpilled),
        ("peakExecutionMemory", TaskMetric.PeakExecutionMemory),
        ("inputBytes", TaskMetric.InputBytes),
        ("inputRecords", TaskMetric.InputRecords),
        ("outputBytes", TaskMetric.OutputBytes),
        ("outputRecords", TaskMetric.OutputRecords),
        ("shuffleRemoteBlocksFetched", TaskMetric.ShuffleRemoteBlocksFetched),
        ("shuffleLocalBlocksFetched", TaskMetric.ShuffleLocalBlocksFetched),
        ("shuffleFetchWaitTime", TaskMetric.ShuffleFetchWaitTime),
        ("shuffleRemoteBytesRead", TaskMetric.ShuffleRemoteBytesRead),
        ("shuffleRemoteBytesReadToDisk", TaskMetric.ShuffleRemoteBytesReadToDisk),
        ("shuffleLocalBytesRead", TaskMetric.ShuffleLocalBytesRead),
    ];

    private static readonly (string Name, TaskMetric Metric)[] MoreTotals =
    [
        ("shuffleReadRecords", TaskMetric.ShuffleReadRecords),
        ("shuffleCorruptMergedBlockChunks", TaskMetric.ShuffleCorruptMergedBlockChunks),
        ("shuffleMergedFetchFallbackCount", TaskMetric.ShuffleMergedFetchFallbackCount),
        ("shuffleMergedRemoteBlocksFetched", TaskMetric.ShuffleMergedRemoteBlocksFetched),
        ("shuffleMergedLocalBlocksFetched", TaskMetric.ShuffleMergedLocalBlocksFetched),
        ("shuffleMergedRemoteChunksFetched", TaskMetric.ShuffleMergedRemoteChunksFetched),
        ("shuffleMergedLocalChunksFetched", TaskMetric.ShuffleMergedLocalChunksFetched),
        ("shuffleMergedRemoteBytesRead", TaskMetric.ShuffleMergedRemoteBytesRead),
        ("shuffleMergedLocalBytesRead", TaskMetric.ShuffleMergedLocalBytesRead),
        ("shuffleRemoteReqsDuration", TaskMetric.ShuffleRemoteReqsDuration),
        ("shuffleMergedRemoteReqsDuration", TaskMetric.ShuffleMergedRemoteReqsDuration),
        ("shuffleWriteBytes", TaskMetric.ShuffleWriteBytes),
        ("shuffleWriteTime", TaskMetric.ShuffleWriteTime),
        ("shuffleWriteRecords", TaskMetric.ShuffleWriteRecords),
    ];

    /// <summary>Pauses after each task.</summary>
    public static IEnumerable<Pause> Write(JacksonWriter json, StageRecord stage, ApplicationStore store, StageOptions options, RestRequest request)
    {
        json.StartObject();
        json.Property("status", stage.Status.ToString().ToUpperInvariant());
        json.Property("stageId", stage.StageId);
        json.Property("attemptId", stage.Attempt);
        json.Property("numTasks", stage.NumTasks);
        json.Property("numActiveTasks", stage.ActiveTasks);
        json.Property("numCompleteTasks", stage.CompletedTasks);
        json.Property("numFailedTasks", stage.FailedTasks);
        json.Property("numKilledTasks", stage.KilledTasks);
        json.Property("numCompletedIndices", stage.CompletedIndices);
        json.Date("submissionTime", stage.Submitted);
        json.Date("firstTaskLaunchedTime", stage.FirstLaunched);
        json.Date("completionTime", stage.Completed);
        json.Property("failureReason", stage.FailureReason);
        foreach (var (name, metric) in Totals)
            json.Property(name, stage[metric]);
        json.Property("shuffleReadBytes", stage[TaskMetric.ShuffleRemoteBytesRead] + stage[TaskMetric.ShuffleLocalBytesRead]);
        foreach (var (name, metric) in MoreTotals)
            json.Property(name, stage[metric]);
        json.Property("name", stage.Name);
        json.Property("description", stage.Description);
        json.Property("details", stage.Details);
        json.Property("schedulingPool", stage.Pool);
        json.Numbers("rddIds", stage.Rdds.Select(rdd => rdd.Id));
        json.List("accumulatorUpdates", stage.Accumulators, AccumulatorAnswer.Write);
        if (options.Details)
        {
            foreach (var pause in WriteDetails(json, stage, store, options, request))
                yield return pause;
        }

        if ((options.Details || options.Summaries) && stage.Speculation is { } speculation)
            WriteSpeculation(json, speculation);
        json.Counts("killedTasksSummary", stage.KilledReasons);
        json.Property("resourceProfileId", stage.ResourceProfileId);
        PeaksAnswer.Write(json, "peakExecutorMetrics", stage.Peaks, request.Api);
        if (options.Summaries)
        {
            if (TaskDistribution.Of([.. store.TasksOf(stage)], options.Quantiles) is { } distribution)
            {
                json.Name("taskMetricsDistributions");
                distribution.Write(json);
            }

            if (stage.Executors.Count > 0)
            {
                json.Name("executorMetricsDistributions");
                ExecutorDistribution.Write(json, [.. stage.Executors.Values], options.Quantiles, request.Api);
            }
        }

        json.Property("isShufflePushEnabled", stage.PushEnabled);
        json.Property("shuffleMergersCount", stage.Mergers);
        json.EndObject();
    }

    private static IEnumerable<Pause> WriteDetails(JacksonWriter json, StageRecord stage, ApplicationStore store, StageOptions options, RestRequest request)
    {
        json.Name("tasks");
        json.StartObject();
        foreach (var task in store.TasksOf(stage).Where(task => options.TaskStates is null || options.TaskStates.Contains(TaskAnswer.State(task.Status))).OrderBy(task => task.TaskId))
        {
            json.Name(task.TaskId.ToString(System.Globalization.CultureInfo.InvariantCulture));
            TaskAnswer.Write(json, task, store);
            yield return default;
        }

        json.EndObject();
        json.Map("executorSummary", stage.Executors.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)), (writer, executor) => WriteExecutor(writer, executor, request));
    }

    private static void WriteExecutor(JacksonWriter json, StageExecutorRecord executor, RestRequest request)
    {
        json.StartObject();
        foreach (var (name, value) in ExecutorDistribution.Numbers)
            json.Property(name, value(executor));
        json.Property("isBlacklistedForStage", executor.Excluded);
        PeaksAnswer.Write(json, "peakMemoryMetrics", executor.Peaks, request.Api);
        json.Property("isExcludedForStage", executor.Excluded);
        json.EndObject();
    }

    private static void WriteSpeculation(JacksonWriter json, SpeculationRecord speculation)
    {
        json.Name("speculationSummary");
        json.StartObject();
        json.Property("numTasks", speculation.Tasks);
        json.Property("numActiveTasks", speculation.Active);
        json.Property("numCompletedTasks", speculation.Completed);
        json.Property("numFailedTasks", speculation.Failed);
        json.Property("numKilledTasks", speculation.Killed);
        json.EndObject();
    }
}
