namespace Firesteel.History.Store;

/// <summary>Peak metrics of an executor, in the order of Spark's answers; names are those of the event log. Bytes, counts, ms.</summary>
public enum ExecutorMetric
{
    JVMHeapMemory,
    JVMOffHeapMemory,
    OnHeapExecutionMemory,
    OffHeapExecutionMemory,
    OnHeapStorageMemory,
    OffHeapStorageMemory,
    OnHeapUnifiedMemory,
    OffHeapUnifiedMemory,
    DirectPoolMemory,
    MappedPoolMemory,
    ProcessTreeJVMVMemory,
    ProcessTreeJVMRSSMemory,
    ProcessTreePythonVMemory,
    ProcessTreePythonRSSMemory,
    ProcessTreeOtherVMemory,
    ProcessTreeOtherRSSMemory,
    MinorGCCount,
    MinorGCTime,
    MajorGCCount,
    MajorGCTime,
    TotalGCTime,

    /// <summary>Since Spark 4.0, like the next.</summary>
    ConcurrentGCCount,
    ConcurrentGCTime,
}
