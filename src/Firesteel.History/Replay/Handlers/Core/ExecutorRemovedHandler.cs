using Firesteel.History.Events;

namespace Firesteel.History.Replay.Handlers.Core;

internal sealed class ExecutorRemovedHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerExecutorRemoved"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        long time = -1;
        string? id = null, reason = null;
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Timestamp"u8))
                time = cursor.Long();
            else if (name.SequenceEqual("Executor ID"u8))
                id = cursor.String();
            else if (name.SequenceEqual("Removed Reason"u8))
                reason = cursor.OptionalString();
            else
                cursor.Skip();
        }

        if (id is null || !state.Executors.Remove(id, out var executor))
            return;
        executor.IsActive = false;
        executor.Removed = time;
        executor.RemoveReason = reason;
        CachedBlocks.Forget(state.Store, id);
        if (state.MayStillReport(executor))
            state.DeadExecutors[id] = executor;
    }
}
