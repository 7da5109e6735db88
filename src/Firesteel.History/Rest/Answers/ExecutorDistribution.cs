using Firesteel.History.Rest.Json;
using Firesteel.History.Serving;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Answers;

/// <summary>ExecutorMetricsDistributions: quantiles over the executors of a stage.</summary>
internal static class ExecutorDistribution
{
    public static IReadOnlyList<(string Name, Func<StageExecutorRecord, long> Value)> Numbers { get; } =
    [
        ("taskTime", executor => executor.TaskTime),
        ("failedTasks", executor => executor.Failed),
        ("succeededTasks", executor => executor.Succeeded),
        ("killedTasks", executor => executor.Killed),
        ("inputBytes", executor => executor[TaskMetric.InputBytes]),
        ("inputRecords", executor => executor[TaskMetric.InputRecords]),
        ("outputBytes", executor => executor[TaskMetric.OutputBytes]),
        ("outputRecords", executor => executor[TaskMetric.OutputRecords]),
        ("shuffleRead", executor => executor[TaskMetric.ShuffleRemoteBytesRead] + executor[TaskMetric.ShuffleLocalBytesRead]),
        ("shuffleReadRecords", executor => executor[TaskMetric.ShuffleReadRecords]),
        ("shuffleWrite", executor => executor[TaskMetric.ShuffleWriteBytes]),
        ("shuffleWriteRecords", executor => executor[TaskMetric.ShuffleWriteRecords]),
        ("memoryBytesSpilled", executor => executor[TaskMetric.MemoryBytesSpilled]),
        ("diskBytesSpilled", executor => executor[TaskMetric.DiskBytesSpilled]),
    ];

    public static void Write(JacksonWriter json, IReadOnlyList<StageExecutorRecord> executors, double[] quantiles, SparkApi api)
    {
        json.StartObject();
        json.Numbers("quantiles", quantiles);
        foreach (var (name, value) in Numbers)
            json.Numbers(name, Quantiles.Of(executors.Select(executor => (double)value(executor)), quantiles));
        var peaks = executors.Where(executor => executor.Peaks.IsSet).ToList();
        json.Name("peakMemoryMetrics");
        json.StartObject();
        foreach (var metric in Enum.GetValues<ExecutorMetric>().Take(api.ExecutorMetrics))
            json.Numbers(metric.ToString(), Quantiles.Of(peaks.Select(executor => (double)executor.Peaks[metric]), quantiles));
        json.EndObject();
        json.EndObject();
    }
}
