using Firesteel.History.Events;
using Firesteel.History.Store.Tasks;

namespace Firesteel.History.Replay.Handlers.Core;

internal sealed class TaskGettingResultHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerTaskGettingResult"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var task = state.Task;
        var hasTask = false;
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Task Info"u8))
            {
                task.Read(ref cursor, state.Texts);
                hasTask = true;
            }
            else
            {
                cursor.Skip();
            }
        }

        if (!hasTask || !state.Tasks.TryGetValue(task.TaskId, out var row))
            return;
        state.Store.Tasks.Set(TaskColumn.GettingResult, row, task.GettingResult);
        state.Store.Tasks.Set(TaskColumn.Status, row, (long)task.Status);
    }
}
