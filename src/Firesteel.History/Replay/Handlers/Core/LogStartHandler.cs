using Firesteel.History.Events;

namespace Firesteel.History.Replay.Handlers.Core;

/// <summary>The first line: the writer's version.</summary>
internal sealed class LogStartHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerLogStart"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var version = "";
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Spark Version"u8))
                version = cursor.String();
            else
                cursor.Skip();
        }

        state.Store.SparkVersion = version;
    }
}
