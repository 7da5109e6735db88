using System.Globalization;
using Firesteel.History.Replay.Handlers.Sql;
using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.History.Rest.Endpoints.Application;

/// <summary>The search box of the task table: a text anywhere in what the table shows.</summary>
internal static class TaskSearch
{
    private static readonly TaskMetric[] Times = [TaskMetric.ExecutorDeserializeTime, TaskMetric.ExecutorRunTime, TaskMetric.JvmGcTime, TaskMetric.ResultSerializationTime, TaskMetric.ShuffleFetchWaitTime];

    private static readonly TaskMetric[] Sizes =
        [TaskMetric.MemoryBytesSpilled, TaskMetric.DiskBytesSpilled, TaskMetric.PeakExecutionMemory, TaskMetric.InputBytes, TaskMetric.OutputBytes, TaskMetric.ShuffleRemoteBytesRead, TaskMetric.ShuffleWriteBytes];

    private static readonly TaskMetric[] Counts = [TaskMetric.InputRecords, TaskMetric.OutputRecords, TaskMetric.ShuffleReadRecords, TaskMetric.ShuffleWriteRecords];

    public static bool Matches(TaskRow task, string search) => Shown(task).Any(text => text.Contains(search, StringComparison.OrdinalIgnoreCase));

    /// <summary>Spark's form of durations on pages.</summary>
    public static string Duration(long milliseconds)
    {
        var seconds = milliseconds / 1000.0;
        return milliseconds < 100 ? $"{milliseconds} ms"
            : seconds < 1 ? Fixed(seconds, 1, "s")
            : seconds < 60 ? Fixed(seconds, 0, "s")
            : seconds < 600 ? Fixed(seconds / 60, 1, "min")
            : seconds < 3600 ? Fixed(seconds / 60, 0, "min")
            : Fixed(seconds / 3600, 1, "h");
    }

    private static IEnumerable<string> Shown(TaskRow task)
    {
        yield return Text(task.TaskId);
        yield return Text(task.Index);
        yield return Text(task.Attempt);
        yield return Date(task.Launch);
        yield return task.ResultFetchStart > 0 ? Date(task.ResultFetchStart) : "d"; // what Spark puts for a missing value
        yield return task.Executor;
        yield return task.Host;
        yield return TaskAnswer.State(task.Status);
        yield return task.Locality;
        yield return task.Speculative ? "true" : "false";
        yield return task.Error ?? "d";
        if (task.HasMetrics)
        {
            foreach (var metric in Times)
                yield return Duration(task[metric]);
            foreach (var metric in Sizes)
                yield return MetricText.Size(task[metric]);
            foreach (var metric in Counts)
                yield return Text(task[metric]);
            yield return MetricText.Size(task[TaskMetric.ShuffleRemoteBytesRead] + task[TaskMetric.ShuffleLocalBytesRead]);
            yield return Duration(task[TaskMetric.ShuffleWriteTime] / 1_000_000);
        }

        yield return Duration(task.SchedulerDelay);
        yield return Duration(task.GettingResultTime);
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Date(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Fixed(double value, int digits, string unit) =>
        decimal.Round((decimal)value, digits, MidpointRounding.AwayFromZero).ToString(digits == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + unit;
}
