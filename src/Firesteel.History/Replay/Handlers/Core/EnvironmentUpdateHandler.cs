using Firesteel.History.Events;
using Firesteel.History.Events.Readers;
using Firesteel.History.Store;

namespace Firesteel.History.Replay.Handlers.Core;

/// <summary>The environment; the last one wins.</summary>
internal sealed class EnvironmentUpdateHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerEnvironmentUpdate"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var read = new EnvironmentRecord();
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            var target =
                name.SequenceEqual("JVM Information"u8) ? read.Jvm
                : name.SequenceEqual("Spark Properties"u8) ? read.Spark
                : name.SequenceEqual("Hadoop Properties"u8) ? read.Hadoop
                : name.SequenceEqual("System Properties"u8) ? read.System
                : name.SequenceEqual("Metrics Properties"u8) ? read.Metrics
                : name.SequenceEqual("Classpath Entries"u8) ? read.Classpath
                : null;
            if (target is null)
                cursor.Skip();
            else
                TextMapReader.Fill(ref cursor, target);
        }

        state.Store.Environment.Replace(read);
        if (read.Spark.TryGetValue("spark.task.cpus", out var cpus) && int.TryParse(cpus, out var number) && number > 0)
            state.CpusPerTask = number;
    }
}
