using Firesteel.History.Events;
using Firesteel.History.Events.Readers;
using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.History.Replay.Handlers.Core;

/// <summary>The most frequent event: a task's outcome and numbers, counted into stage, jobs, executor and SQL metrics.</summary>
internal sealed class TaskEndHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerTaskEnd"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        int stageId = -1, attempt = 0;
        var task = state.Task;
        bool hasTask = false, hasPeaks = false;
        var reason = new TaskEndReason(TaskEndKind.Failed, "UnknownReason");
        Array.Clear(state.Metrics);
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Stage ID"u8))
                stageId = cursor.Int();
            else if (name.SequenceEqual("Stage Attempt ID"u8))
                attempt = cursor.Int();
            else if (name.SequenceEqual("Task End Reason"u8))
                reason = TaskEndReasonReader.Read(ref cursor);
            else if (name.SequenceEqual("Task Info"u8))
            {
                task.Read(ref cursor, state.Texts);
                hasTask = true;
            }
            else if (name.SequenceEqual("Task Executor Metrics"u8))
            {
                ExecutorMetricsReader.Fill(ref cursor, state.Executor);
                hasPeaks = true;
            }
            else if (name.SequenceEqual("Task Metrics"u8))
                TaskMetricsReader.Fill(ref cursor, state.Metrics);
            else
                cursor.Skip();
        }

        if (!hasTask)
            return;
        if (!hasPeaks)
            Array.Clear(state.Executor);
        var known = Store(state, stageId, attempt, reason);
        var counts = Counts.Of(reason.Kind);
        if (state.Stages.TryGetValue((stageId, attempt), out var stage))
            CountStage(state, stage, reason, counts, known);
        if (state.Executors.TryGetValue(state.Texts[task.Executor], out var executor))
            CountExecutor(state, executor, reason, counts);
        state.Sql.TaskEnded(stageId, attempt, task);
    }

    /// <summary>False for a task whose start was not seen: its numbers then count nowhere but in the executor's totals.</summary>
    private static bool Store(ReplayState state, int stageId, int attempt, TaskEndReason reason)
    {
        if (!state.Tasks.Remove(state.Task.TaskId, out var row))
            return false;
        var table = state.Store.Tasks;
        TaskRows.Write(table, row, stageId, attempt, state.Task, measured: true);
        if (reason.Message is { } message)
            table.Set(TaskColumn.Error, row, state.Texts.Add(message) + 1);
        var chunk = table.Chunk(row);
        var at = row & (TaskChunk.Capacity - 1);
        for (var i = 0; i < state.Metrics.Length; i++)
        {
            if (state.Metrics[i] != 0)
                chunk.Set((int)TaskColumn.FirstMetric + i, at, state.Metrics[i]);
        }

        table.Finish(row);
        return true;
    }

    private static void CountStage(ReplayState state, LiveStage stage, TaskEndReason reason, Counts counts, bool known)
    {
        var record = stage.Record;
        var task = state.Task;
        var executor = stage.Executor(state.Texts[task.Executor]);
        if (known)
        {
            Sum(record.Totals, state.Metrics);
            Sum(executor.Totals, state.Metrics);
        }

        record.ActiveTasks -= counts.Active;
        record.CompletedTasks += counts.Completed;
        record.FailedTasks += counts.Failed;
        record.KilledTasks += counts.Killed;
        if (counts.Completed > 0)
        {
            stage.CompletedIndices.Add(task.Index);
            record.CompletedIndices = stage.CompletedIndices.Count;
        }

        if (counts.Killed > 0)
            record.KilledReasons[reason.KillReason] = record.KilledReasons.GetValueOrDefault(reason.KillReason) + 1;
        record.Peaks.Raise(state.Executor);
        executor.Peaks.Raise(state.Executor);
        executor.TaskTime += task.Duration;
        executor.Succeeded += counts.Completed;
        executor.Failed += counts.Failed;
        executor.Killed += counts.Killed;
        if (stage.CountTasks(executor.Executor, -counts.Active) == 0)
            stage.Show(executor);
        var over = record.ActiveTasks == 0 && record.Status is (StageStatus.Complete or StageStatus.Failed);
        foreach (var job in stage.Jobs)
        {
            CountJob(job, record.StageId, task.Index, reason, counts);
            if (over)
                job.Show(state.Store);
        }

        if (task.Speculative && record.Speculation is { } speculation)
        {
            speculation.Active -= counts.Active;
            speculation.Completed += counts.Completed;
            speculation.Failed += counts.Failed;
            speculation.Killed += counts.Killed;
        }

        if (over)
            state.Stages.Remove((record.StageId, record.Attempt));
    }

    private static void CountJob(LiveJob job, int stageId, int index, TaskEndReason reason, Counts counts)
    {
        var record = job.Change();
        record.ActiveTasks -= counts.Active;
        record.CompletedTasks += counts.Completed;
        record.FailedTasks += counts.Failed;
        record.KilledTasks += counts.Killed;
        if (counts.Completed > 0)
            job.CompleteIndex(stageId, index);
        if (counts.Killed > 0)
            record.KilledReasons[reason.KillReason] = record.KilledReasons.GetValueOrDefault(reason.KillReason) + 1;
    }

    private static void CountExecutor(ReplayState state, ExecutorRecord executor, TaskEndReason reason, Counts counts)
    {
        executor.ActiveTasks -= counts.Active;
        executor.CompletedTasks += counts.Completed;
        executor.FailedTasks += counts.Failed;
        executor.TaskTime += state.Task.Duration;
        executor.Peaks.Raise(state.Executor);
        if (reason.Kind == TaskEndKind.Resubmitted)
            return; // the numbers are those of the attempt that already counted
        executor.GcTime += state.Metrics[(int)TaskMetric.JvmGcTime];
        executor.InputBytes += state.Metrics[(int)TaskMetric.InputBytes];
        executor.ShuffleRead += state.Metrics[(int)TaskMetric.ShuffleLocalBytesRead] + state.Metrics[(int)TaskMetric.ShuffleRemoteBytesRead];
        executor.ShuffleWrite += state.Metrics[(int)TaskMetric.ShuffleWriteBytes];
    }

    private static void Sum(long[] totals, long[] values)
    {
        for (var i = 0; i < totals.Length; i++)
            totals[i] += values[i];
    }

    private readonly record struct Counts(int Completed, int Failed, int Killed, int Active)
    {
        public static Counts Of(TaskEndKind kind) => kind switch
        {
            TaskEndKind.Success => new(1, 0, 0, 1),
            TaskEndKind.Killed or TaskEndKind.CommitDenied => new(0, 0, 1, 1),
            TaskEndKind.Resubmitted => new(0, 1, 0, 0),
            _ => new(0, 1, 0, 1),
        };
    }
}
