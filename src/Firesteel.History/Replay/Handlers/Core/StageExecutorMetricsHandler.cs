using Firesteel.History.Events;
using Firesteel.History.Events.Readers;

namespace Firesteel.History.Replay.Handlers.Core;

/// <summary>Peaks of one executor in one stage; logged with <c>spark.eventLog.logStageExecutorMetrics</c>.</summary>
internal sealed class StageExecutorMetricsHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerStageExecutorMetrics"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        string? id = null;
        int stageId = -1, attempt = 0;
        Array.Clear(state.Executor);
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Executor ID"u8))
                id = cursor.String();
            else if (name.SequenceEqual("Stage ID"u8))
                stageId = cursor.Int();
            else if (name.SequenceEqual("Stage Attempt ID"u8))
                attempt = cursor.Int();
            else if (name.SequenceEqual("Executor Metrics"u8))
                ExecutorMetricsReader.Fill(ref cursor, state.Executor);
            else
                cursor.Skip();
        }

        if (id is null)
            return;
        if (state.Executors.TryGetValue(id, out var executor) || state.DeadExecutors.TryGetValue(id, out executor))
            executor.Peaks.Raise(state.Executor);
        if (!state.Stages.TryGetValue((stageId, attempt), out var stage))
            return;
        stage.RaisePeaks(id, state.Executor);
    }
}
