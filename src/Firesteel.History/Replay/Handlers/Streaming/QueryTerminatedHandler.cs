using Firesteel.History.Events;

namespace Firesteel.History.Replay.Handlers.Streaming;

internal sealed class QueryTerminatedHandler : IEventHandler
{
    public IEnumerable<string> Names => [StreamingNames.Prefix + "QueryTerminatedEvent"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var runId = "";
        string? exception = null;
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("runId"u8))
                runId = cursor.String();
            else if (name.SequenceEqual("exception"u8))
                exception = cursor.OptionalString();
            else
                cursor.Skip();
        }

        if (state.Store.Streaming.Find(query => query.RunId == runId) is not { } query)
            return;
        query.IsActive = false;
        query.Exception = exception;
        query.Ended = query.Progress.Count > 0 ? query.Progress[^1].Timestamp + query.Progress[^1].BatchDuration : query.Started;
    }
}
