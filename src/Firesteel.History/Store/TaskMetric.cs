namespace Firesteel.History.Store;

/// <summary>A number that each finished task has; also the index into totals. Times in ms unless the name or comment says otherwise, sizes in bytes.</summary>
public enum TaskMetric
{
    ExecutorDeserializeTime,

    /// <summary>ns.</summary>
    ExecutorDeserializeCpuTime,
    ExecutorRunTime,

    /// <summary>ns.</summary>
    ExecutorCpuTime,
    ResultSize,
    JvmGcTime,
    ResultSerializationTime,
    MemoryBytesSpilled,
    DiskBytesSpilled,
    PeakExecutionMemory,
    InputBytes,
    InputRecords,
    OutputBytes,
    OutputRecords,
    ShuffleRemoteBlocksFetched,
    ShuffleLocalBlocksFetched,
    ShuffleFetchWaitTime,
    ShuffleRemoteBytesRead,
    ShuffleRemoteBytesReadToDisk,
    ShuffleLocalBytesRead,
    ShuffleReadRecords,
    ShuffleRemoteReqsDuration,
    ShuffleCorruptMergedBlockChunks,
    ShuffleMergedFetchFallbackCount,
    ShuffleMergedRemoteBlocksFetched,
    ShuffleMergedLocalBlocksFetched,
    ShuffleMergedRemoteChunksFetched,
    ShuffleMergedLocalChunksFetched,
    ShuffleMergedRemoteBytesRead,
    ShuffleMergedLocalBytesRead,
    ShuffleMergedRemoteReqsDuration,
    ShuffleWriteBytes,

    /// <summary>ns.</summary>
    ShuffleWriteTime,
    ShuffleWriteRecords,
    PeakOnHeapExecutionMemory,
    PeakOffHeapExecutionMemory,
}
