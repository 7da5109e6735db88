using Firesteel.History.Events;
using Firesteel.History.Events.Readers;
using Firesteel.History.Store;

namespace Firesteel.History.Replay.Handlers.Core;

internal sealed class MiscellaneousProcessAddedHandler : IEventHandler
{
    public IEnumerable<string> Names => ["org.apache.spark.scheduler.SparkListenerMiscellaneousProcessAdded"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var process = new ProcessRecord();
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("time"u8))
                process.Added = cursor.Long();
            else if (name.SequenceEqual("processId"u8))
                process.Id = cursor.String();
            else if (name.SequenceEqual("info"u8))
                ReadInfo(ref cursor, process);
            else
                cursor.Skip();
        }

        state.Store.Processes[process.Id] = process;
    }

    private static void ReadInfo(ref JsonCursor cursor, ProcessRecord process)
    {
        if (!cursor.EnterObject())
            return;
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("hostPort"u8))
                process.HostPort = cursor.String();
            else if (name.SequenceEqual("cores"u8))
                process.Cores = cursor.Int();
            else if (name.SequenceEqual("logUrlInfo"u8))
                TextMapReader.Fill(ref cursor, process.Logs);
            else
                cursor.Skip();
        }
    }
}
