using Firesteel.History.Events;
using Firesteel.History.Store.Streaming;

namespace Firesteel.History.Replay.Handlers.Streaming;

internal sealed class QueryStartedHandler : IEventHandler
{
    public IEnumerable<string> Names => [StreamingNames.Prefix + "QueryStartedEvent"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var query = new StreamingQueryRecord();
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("id"u8))
                query.Id = cursor.String();
            else if (name.SequenceEqual("runId"u8))
                query.RunId = cursor.String();
            else if (name.SequenceEqual("name"u8))
                query.Name = cursor.OptionalString();
            else if (name.SequenceEqual("timestamp"u8))
                query.Started = StreamingNames.Time(cursor.String());
            else
                cursor.Skip();
        }

        state.Store.Streaming.Add(query);
    }
}
