using Firesteel.History.Events.Readers;
using Firesteel.History.Store.Tasks;

namespace Firesteel.History.Replay.Handlers.Core;

/// <summary>Writes what an event says about a task into its row.</summary>
internal static class TaskRows
{
    public static void Write(TaskTable table, int row, int stageId, int attempt, TaskInfoData task, bool measured)
    {
        var chunk = table.Chunk(row);
        var at = row & (TaskChunk.Capacity - 1);
        chunk.Set((int)TaskColumn.TaskId, at, task.TaskId);
        chunk.Set((int)TaskColumn.StageId, at, stageId);
        chunk.Set((int)TaskColumn.StageAttempt, at, attempt);
        chunk.Set((int)TaskColumn.Index, at, task.Index);
        chunk.Set((int)TaskColumn.Attempt, at, task.Attempt);
        chunk.Set((int)TaskColumn.Partition, at, task.Partition);
        chunk.Set((int)TaskColumn.Launch, at, task.Launch);
        chunk.Set((int)TaskColumn.GettingResult, at, task.GettingResult);
        chunk.Set((int)TaskColumn.Finish, at, task.Finish);
        chunk.Set((int)TaskColumn.Executor, at, task.Executor);
        chunk.Set((int)TaskColumn.Host, at, task.Host);
        chunk.Set((int)TaskColumn.Locality, at, task.Locality);
        chunk.Set((int)TaskColumn.Status, at, (long)task.Status);
        chunk.Set((int)TaskColumn.Flags, at, TaskRow.Flags(task.Speculative, measured));
        if (task.Accumulators.Count > 0)
            table.Accumulators[row] = [.. task.Accumulators];
    }
}
