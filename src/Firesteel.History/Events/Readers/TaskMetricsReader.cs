using Firesteel.History.Store;

namespace Firesteel.History.Events.Readers;

/// <summary>"Task Metrics" into an array by <see cref="TaskMetric"/>. Push-shuffle counts are accepted under the names that writers and that readers before Spark 4.1 used.</summary>
internal static class TaskMetricsReader
{
    private static readonly NameTable<TaskMetric> Top = new(
        ("Executor Deserialize Time", TaskMetric.ExecutorDeserializeTime),
        ("Executor Deserialize CPU Time", TaskMetric.ExecutorDeserializeCpuTime),
        ("Executor Run Time", TaskMetric.ExecutorRunTime),
        ("Executor CPU Time", TaskMetric.ExecutorCpuTime),
        ("Peak Execution Memory", TaskMetric.PeakExecutionMemory),
        ("Peak On Heap Execution Memory", TaskMetric.PeakOnHeapExecutionMemory),
        ("Peak Off Heap Execution Memory", TaskMetric.PeakOffHeapExecutionMemory),
        ("Result Size", TaskMetric.ResultSize),
        ("JVM GC Time", TaskMetric.JvmGcTime),
        ("Result Serialization Time", TaskMetric.ResultSerializationTime),
        ("Memory Bytes Spilled", TaskMetric.MemoryBytesSpilled),
        ("Disk Bytes Spilled", TaskMetric.DiskBytesSpilled));

    private static readonly NameTable<TaskMetric> Read = new(
        ("Remote Blocks Fetched", TaskMetric.ShuffleRemoteBlocksFetched),
        ("Local Blocks Fetched", TaskMetric.ShuffleLocalBlocksFetched),
        ("Fetch Wait Time", TaskMetric.ShuffleFetchWaitTime),
        ("Remote Bytes Read", TaskMetric.ShuffleRemoteBytesRead),
        ("Remote Bytes Read To Disk", TaskMetric.ShuffleRemoteBytesReadToDisk),
        ("Local Bytes Read", TaskMetric.ShuffleLocalBytesRead),
        ("Total Records Read", TaskMetric.ShuffleReadRecords),
        ("Remote Requests Duration", TaskMetric.ShuffleRemoteReqsDuration));

    private static readonly NameTable<TaskMetric> Push = new(
        ("Corrupt Merged Block Chunks", TaskMetric.ShuffleCorruptMergedBlockChunks),
        ("Merged Fetch Fallback Count", TaskMetric.ShuffleMergedFetchFallbackCount),
        ("Merged Fallback Count", TaskMetric.ShuffleMergedFetchFallbackCount),
        ("Merged Remote Blocks Fetched", TaskMetric.ShuffleMergedRemoteBlocksFetched),
        ("Merged Local Blocks Fetched", TaskMetric.ShuffleMergedLocalBlocksFetched),
        ("Merged Remote Chunks Fetched", TaskMetric.ShuffleMergedRemoteChunksFetched),
        ("Merged Local Chunks Fetched", TaskMetric.ShuffleMergedLocalChunksFetched),
        ("Merged Remote Bytes Read", TaskMetric.ShuffleMergedRemoteBytesRead),
        ("Merged Local Bytes Read", TaskMetric.ShuffleMergedLocalBytesRead),
        ("Merged Remote Requests Duration", TaskMetric.ShuffleMergedRemoteReqsDuration));

    private static readonly NameTable<TaskMetric> Write = new(
        ("Shuffle Bytes Written", TaskMetric.ShuffleWriteBytes),
        ("Shuffle Write Time", TaskMetric.ShuffleWriteTime),
        ("Shuffle Records Written", TaskMetric.ShuffleWriteRecords));

    private static readonly NameTable<TaskMetric> Input = new(("Bytes Read", TaskMetric.InputBytes), ("Records Read", TaskMetric.InputRecords));

    private static readonly NameTable<TaskMetric> Output = new(("Bytes Written", TaskMetric.OutputBytes), ("Records Written", TaskMetric.OutputRecords));

    /// <param name="into">Zeros on entry.</param>
    public static void Fill(ref JsonCursor cursor, long[] into)
    {
        if (!cursor.EnterObject())
            return;
        var hint = 0;
        while (cursor.NextProperty(out var name))
        {
            if (Top.TryFind(name, ref hint, out var metric))
                into[(int)metric] = cursor.Long();
            else if (name.SequenceEqual("Shuffle Read Metrics"u8))
                FillShuffleRead(ref cursor, into);
            else if (name.SequenceEqual("Shuffle Write Metrics"u8))
                Fill(ref cursor, Write, into);
            else if (name.SequenceEqual("Input Metrics"u8))
                Fill(ref cursor, Input, into);
            else if (name.SequenceEqual("Output Metrics"u8))
                Fill(ref cursor, Output, into);
            else
                cursor.Skip();
        }
    }

    private static void FillShuffleRead(ref JsonCursor cursor, long[] into)
    {
        if (!cursor.EnterObject())
            return;
        var hint = 0;
        while (cursor.NextProperty(out var name))
        {
            if (Read.TryFind(name, ref hint, out var metric))
                into[(int)metric] = cursor.Long();
            else if (name.SequenceEqual("Push Based Shuffle"u8) || name.SequenceEqual("Shuffle Push Read Metrics"u8))
                Fill(ref cursor, Push, into);
            else
                cursor.Skip();
        }
    }

    private static void Fill(ref JsonCursor cursor, NameTable<TaskMetric> names, long[] into)
    {
        if (!cursor.EnterObject())
            return;
        var hint = 0;
        while (cursor.NextProperty(out var name))
        {
            if (names.TryFind(name, ref hint, out var metric))
                into[(int)metric] = cursor.Long();
            else
                cursor.Skip();
        }
    }
}
