using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Firesteel.History.Api.Endpoints;
using Firesteel.History.Diagnosis;
using Firesteel.History.Rest.Json;
using Firesteel.History.Store;

namespace Firesteel.History.Reporting;

/// <summary>One run on one screen: outcome, totals, the stages that took the time, failures, findings.</summary>
public sealed record RunReport(ApplicationStore Run, ImmutableArray<StageRecord> LongestStages, ImmutableArray<Finding> Findings)
{
    private const int Stages = 10;

    public static RunReport Of(ApplicationStore run) => new(
        run,
        [.. run.Stages.Values.Where(stage => stage.Status is StageStatus.Complete or StageStatus.Failed or StageStatus.Active).OrderByDescending(Duration).Take(Stages)],
        HistoryRules.Check(run));

    /// <summary>Running, succeeded, failed (a job failed and nothing came after it that succeeded), or exit code.</summary>
    public string Outcome =>
        Run.Ended < 0 ? "running or killed"
        : Run.ExitCode is { } code and not 0 ? $"ended with exit code {code}"
        : Run.Jobs.Values.LastOrDefault()?.Status == JobStatus.Failed ? "failed"
        : "ended";

    public IEnumerable<string> Lines()
    {
        var end = Run.Ended >= 0 ? Run.Ended : Run.LastUpdated;
        yield return $"{Run.Name} ({Run.Id}{(Run.AttemptId is null ? "" : "/" + Run.AttemptId)}), Spark {Run.SparkVersion}, user {Run.User}: {Outcome} after {Evidence.Time(end - Run.Started)}";
        var executors = Run.Executors.Values.Where(executor => !executor.IsDriver).ToList();
        yield return $"{Count(Run.Jobs.Count, "job")} ({Run.Jobs.Values.Count(job => job.Status == JobStatus.Failed)} failed), {Count(Run.Stages.Count, "stage")}, "
            + $"{Count(Run.TaskCount, "task")} ({Run.Stages.Values.Sum(stage => stage.FailedTasks)} failed), {Count(executors.Count, "executor")} with {Count(executors.Sum(executor => executor.TotalCores), "core")}, {Count(Run.Sql.Count, "SQL execution")}";
        yield return "";
        yield return $"{"stage",-8} {"status",-9} {"time",9} {"tasks",7} {"failed",7} {"max/median",11} {"gc",6} {"input",10} {"shuffle",10} {"spill",10}  name";
        foreach (var stage in LongestStages)
            yield return Line(stage);
        foreach (var job in Run.Jobs.Values.Where(job => job.Failure is not null))
            yield return $"job {job.JobId} failed: {job.Failure!.Split('\n')[0]}";
        foreach (var problem in Run.Problems)
            yield return $"log: {problem}";
    }

    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var json = new JacksonWriter(buffer);
        json.StartObject();
        json.Property("id", Run.Id);
        json.Property("attempt", Run.AttemptId);
        json.Property("name", Run.Name);
        json.Property("user", Run.User);
        json.Property("sparkVersion", Run.SparkVersion);
        json.Property("outcome", Outcome);
        json.Property("started", Run.Started);
        json.Property("ended", Run.Ended);
        json.Property("jobs", Run.Jobs.Count);
        json.Property("stages", Run.Stages.Count);
        json.Property("tasks", Run.TaskCount);
        json.List("longestStages", LongestStages, (writer, stage) =>
        {
            writer.StartObject();
            writer.Property("stageId", stage.StageId);
            writer.Property("attempt", stage.Attempt);
            writer.Property("name", stage.Name);
            writer.Property("status", stage.Status.ToString());
            writer.Property("durationMilliseconds", Duration(stage));
            writer.Property("tasks", stage.NumTasks);
            writer.Property("failedTasks", stage.FailedTasks);
            writer.Property("skew", Math.Round(Skew(stage), 2));
            writer.Property("gcMilliseconds", stage[TaskMetric.JvmGcTime]);
            writer.Property("spilledBytes", stage[TaskMetric.MemoryBytesSpilled]);
            writer.EndObject();
        });
        json.List("findings", Findings, FindingsEndpoint.Write);
        json.Texts("problems", Run.Problems);
        json.EndObject();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static long Duration(StageRecord stage) => stage is { Completed: >= 0, Submitted: >= 0 } ? stage.Completed - stage.Submitted : 0;

    private string Line(StageRecord stage)
    {
        var shuffle = stage[TaskMetric.ShuffleLocalBytesRead] + stage[TaskMetric.ShuffleRemoteBytesRead];
        var gc = (double)stage[TaskMetric.JvmGcTime] / Math.Max(1, stage[TaskMetric.ExecutorRunTime]);
        return $"{stage.StageId + "." + stage.Attempt,-8} {stage.Status,-9} {Evidence.Time(Duration(stage)),9} {stage.NumTasks,7} {stage.FailedTasks,7} {Skew(stage),11:0.0} {Evidence.Share(gc),6} {Evidence.Size(stage[TaskMetric.InputBytes]),10} {Evidence.Size(shuffle),10} {Evidence.Size(stage[TaskMetric.MemoryBytesSpilled]),10}  {stage.Name}";
    }

    /// <summary>Longest task over the median one; 0 without finished tasks.</summary>
    private double Skew(StageRecord stage)
    {
        var times = Run.TasksOf(stage).Where(task => task.HasMetrics).Select(task => task.Duration).Order().ToArray();
        return times.Length == 0 ? 0 : times[^1] / (double)Math.Max(1, times[times.Length / 2]);
    }

    private static string Count(long number, string thing) => $"{number} {thing}{(number == 1 ? "" : "s")}";
}
