using Firesteel.History.Events;

namespace Firesteel.History.Replay.Handlers.Sql;

internal sealed class SqlExecutionEndHandler : IEventHandler
{
    public IEnumerable<string> Names => [SqlExecutionStartHandler.Prefix + "SQLExecutionEnd"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        long id = -1, time = -1;
        string? error = null;
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("executionId"u8))
                id = cursor.Long();
            else if (name.SequenceEqual("time"u8))
                time = cursor.Long();
            else if (name.SequenceEqual("errorMessage"u8))
                error = cursor.OptionalString();
            else
                cursor.Skip();
        }

        if (state.Sql.Find(id) is not { } execution)
            return;
        execution.Record.Completed = time;
        execution.Record.Error = error;
        state.Sql.Ended(execution);
    }
}
