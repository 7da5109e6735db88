using Firesteel.History.Events;

namespace Firesteel.History.Replay.Handlers.Core;

/// <summary>The end of the application; not always the last event (a dying driver writes more).</summary>
internal sealed class ApplicationEndHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerApplicationEnd"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        long time = -1;
        int? exitCode = null;
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Timestamp"u8))
                time = cursor.Long();
            else if (name.SequenceEqual("ExitCode"u8))
                exitCode = cursor.TryNull() ? null : cursor.Int();
            else
                cursor.Skip();
        }

        state.Store.Ended = time;
        state.Store.ExitCode = exitCode;
    }
}
