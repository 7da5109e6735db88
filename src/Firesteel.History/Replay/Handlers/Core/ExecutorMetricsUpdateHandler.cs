using Firesteel.History.Events;
using Firesteel.History.Events.Readers;

namespace Firesteel.History.Replay.Handlers.Core;

/// <summary>Peaks between task ends; in logs only the driver's.</summary>
internal sealed class ExecutorMetricsUpdateHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerExecutorMetricsUpdate"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        string? id = null;
        var updates = new List<(int Stage, int Attempt, long[] Values)>();
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Executor ID"u8))
                id = cursor.String();
            else if (name.SequenceEqual("Executor Metrics Updated"u8) && cursor.EnterArray())
            {
                while (cursor.NextElement())
                    updates.Add(ReadOne(ref cursor));
            }
            else
            {
                cursor.Skip();
            }
        }

        if (id is null)
            return;
        foreach (var (stageId, attempt, values) in updates)
        {
            if (state.Executors.TryGetValue(id, out var executor))
                executor.Peaks.Raise(values);
            if (state.Stages.TryGetValue((stageId, attempt), out var stage))
                stage.RaisePeaks(id, values);
        }
    }

    private static (int Stage, int Attempt, long[] Values) ReadOne(ref JsonCursor cursor)
    {
        int stageId = -1, attempt = -1;
        var values = new long[Store.Peaks.Count];
        if (cursor.EnterObject())
        {
            while (cursor.NextProperty(out var name))
            {
                if (name.SequenceEqual("Stage ID"u8))
                    stageId = cursor.Int();
                else if (name.SequenceEqual("Stage Attempt ID"u8))
                    attempt = cursor.Int();
                else if (name.SequenceEqual("Executor Metrics"u8))
                    ExecutorMetricsReader.Fill(ref cursor, values);
                else
                    cursor.Skip();
            }
        }

        return (stageId, attempt, values);
    }
}
