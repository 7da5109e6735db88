namespace Firesteel.History.Store.Streaming;

/// <summary>One batch of a streaming query: the numbers of its sources and state operators added up.</summary>
public sealed class StreamingProgress
{
    public long BatchId { get; internal set; }
    public long Timestamp { get; internal set; }

    /// <summary>ms.</summary>
    public long BatchDuration { get; internal set; }

    public long InputRows { get; internal set; }
    public double InputRowsPerSecond { get; internal set; }
    public double ProcessedRowsPerSecond { get; internal set; }
    public long OutputRows { get; internal set; } = -1;
    public long StateRows { get; internal set; }
    public long StateRowsUpdated { get; internal set; }
    public long StateRowsRemoved { get; internal set; }
    public long StateRowsDropped { get; internal set; }
    public long StateMemory { get; internal set; }

    /// <summary>ISO 8601 text, as logged.</summary>
    public string? Watermark { get; internal set; }

    /// <summary>ms by phase: addBatch, walCommit, queryPlanning, …</summary>
    public SortedDictionary<string, long> Durations { get; } = new(StringComparer.Ordinal);

    internal void Describe(Archive archive)
    {
        BatchId = archive.Value(BatchId);
        Timestamp = archive.Value(Timestamp);
        BatchDuration = archive.Value(BatchDuration);
        InputRows = archive.Value(InputRows);
        InputRowsPerSecond = archive.Value(InputRowsPerSecond);
        ProcessedRowsPerSecond = archive.Value(ProcessedRowsPerSecond);
        OutputRows = archive.Value(OutputRows);
        StateRows = archive.Value(StateRows);
        StateRowsUpdated = archive.Value(StateRowsUpdated);
        StateRowsRemoved = archive.Value(StateRowsRemoved);
        StateRowsDropped = archive.Value(StateRowsDropped);
        StateMemory = archive.Value(StateMemory);
        Watermark = archive.OptionalText(Watermark);
        archive.Map(Durations, archive.Text, archive.Value);
    }
}
