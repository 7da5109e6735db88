using Firesteel.History.Events;
using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.History.Replay.Handlers.Core;

internal sealed class TaskStartHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerTaskStart"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        int stageId = -1, attempt = 0;
        var task = state.Task;
        var hasTask = false;
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Stage ID"u8))
                stageId = cursor.Int();
            else if (name.SequenceEqual("Stage Attempt ID"u8))
                attempt = cursor.Int();
            else if (name.SequenceEqual("Task Info"u8))
            {
                task.Read(ref cursor, state.Texts);
                hasTask = true;
            }
            else
            {
                cursor.Skip();
            }
        }

        if (!hasTask)
            return;
        var row = state.Store.Tasks.Add();
        state.Tasks[task.TaskId] = row;
        state.Store.RowsOf(stageId, attempt).Add(row);
        TaskRows.Write(state.Store.Tasks, row, stageId, attempt, task, measured: false);
        if (state.Stages.TryGetValue((stageId, attempt), out var stage))
            Count(state, stage);
        if (state.Executors.TryGetValue(state.Texts[task.Executor], out var executor))
        {
            executor.ActiveTasks++;
            executor.TotalTasks++;
        }
    }

    private static void Count(ReplayState state, LiveStage stage)
    {
        var task = state.Task;
        var record = stage.Record;
        record.ActiveTasks++;
        record.FirstLaunched = record.FirstLaunched < 0 ? task.Launch : Math.Min(record.FirstLaunched, task.Launch);
        var locality = state.Texts[task.Locality];
        record.Localities[locality] = record.Localities.GetValueOrDefault(locality) + 1;
        stage.CountTasks(state.Texts[task.Executor], 1);
        foreach (var job in stage.Jobs)
            job.Change().ActiveTasks++;
        if (!task.Speculative)
            return;
        record.Speculation ??= new SpeculationRecord();
        record.Speculation.Tasks++;
        record.Speculation.Active++;
    }
}
