using System.Text;
using Firesteel.History.Events;
using Firesteel.History.Store.Streaming;

namespace Firesteel.History.Replay.Handlers.Streaming;

/// <summary>One batch. Sources and state operators are added up: that is what the pictures show.</summary>
internal sealed class QueryProgressHandler : IEventHandler
{
    public IEnumerable<string> Names => [StreamingNames.Prefix + "QueryProgressEvent"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var progress = new StreamingProgress();
        var runId = "";
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("progress"u8))
                runId = Read(ref cursor, progress);
            else
                cursor.Skip();
        }

        state.Store.Streaming.Find(query => query.RunId == runId)?.Progress.Add(progress);
    }

    private static string Read(ref JsonCursor cursor, StreamingProgress progress)
    {
        var runId = "";
        if (!cursor.EnterObject())
            return runId;
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("runId"u8))
                runId = cursor.String();
            else if (name.SequenceEqual("timestamp"u8))
                progress.Timestamp = StreamingNames.Time(cursor.String());
            else if (name.SequenceEqual("batchId"u8))
                progress.BatchId = cursor.Long();
            else if (name.SequenceEqual("batchDuration"u8))
                progress.BatchDuration = cursor.Long();
            else if (name.SequenceEqual("durationMs"u8))
                ReadDurations(ref cursor, progress);
            else if (name.SequenceEqual("eventTime"u8))
                ReadWatermark(ref cursor, progress);
            else if (name.SequenceEqual("sources"u8))
                ReadSources(ref cursor, progress);
            else if (name.SequenceEqual("stateOperators"u8))
                ReadState(ref cursor, progress);
            else if (name.SequenceEqual("sink"u8))
                ReadSink(ref cursor, progress);
            else
                cursor.Skip();
        }

        return runId;
    }

    private static void ReadDurations(ref JsonCursor cursor, StreamingProgress progress)
    {
        if (!cursor.EnterObject())
            return;
        while (cursor.NextProperty(out var name))
        {
            var phase = Encoding.UTF8.GetString(name);
            progress.Durations[phase] = cursor.Long();
        }
    }

    private static void ReadWatermark(ref JsonCursor cursor, StreamingProgress progress)
    {
        if (!cursor.EnterObject())
            return;
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("watermark"u8))
                progress.Watermark = cursor.OptionalString();
            else
                cursor.Skip();
        }
    }

    private static void ReadSources(ref JsonCursor cursor, StreamingProgress progress)
    {
        if (!cursor.EnterArray())
            return;
        while (cursor.NextElement())
        {
            if (!cursor.EnterObject())
                continue;
            while (cursor.NextProperty(out var name))
            {
                if (name.SequenceEqual("numInputRows"u8))
                    progress.InputRows += cursor.Long();
                else if (name.SequenceEqual("inputRowsPerSecond"u8))
                    progress.InputRowsPerSecond += Finite(cursor.Double());
                else if (name.SequenceEqual("processedRowsPerSecond"u8))
                    progress.ProcessedRowsPerSecond += Finite(cursor.Double());
                else
                    cursor.Skip();
            }
        }
    }

    private static void ReadState(ref JsonCursor cursor, StreamingProgress progress)
    {
        if (!cursor.EnterArray())
            return;
        while (cursor.NextElement())
        {
            if (!cursor.EnterObject())
                continue;
            while (cursor.NextProperty(out var name))
            {
                if (name.SequenceEqual("numRowsTotal"u8))
                    progress.StateRows += cursor.Long();
                else if (name.SequenceEqual("numRowsUpdated"u8))
                    progress.StateRowsUpdated += cursor.Long();
                else if (name.SequenceEqual("numRowsRemoved"u8))
                    progress.StateRowsRemoved += cursor.Long();
                else if (name.SequenceEqual("numRowsDroppedByWatermark"u8))
                    progress.StateRowsDropped += cursor.Long();
                else if (name.SequenceEqual("memoryUsedBytes"u8))
                    progress.StateMemory += cursor.Long();
                else
                    cursor.Skip();
            }
        }
    }

    private static void ReadSink(ref JsonCursor cursor, StreamingProgress progress)
    {
        if (!cursor.EnterObject())
            return;
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("numOutputRows"u8))
                progress.OutputRows = cursor.Long();
            else
                cursor.Skip();
        }
    }

    /// <summary>Rates of a batch that took no time are logged as NaN or Infinity.</summary>
    private static double Finite(double rate) => double.IsFinite(rate) ? rate : 0;
}
