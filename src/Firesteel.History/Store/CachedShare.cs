namespace Firesteel.History.Store;

/// <summary>What one executor holds of a cached RDD.</summary>
public sealed class CachedShare
{
    public string Executor { get; internal set; } = "";
    public string Address { get; internal set; } = "";
    public long MemoryUsed { get; internal set; }
    public long DiskUsed { get; internal set; }
    public long OnHeapUsed { get; internal set; }
    public long OffHeapUsed { get; internal set; }

    /// <summary>Free storage memory of the executor when a block of an RDD last changed there; heap parts are -1 before Spark 2.2.</summary>
    public long Remaining { get; internal set; }

    public long OnHeapRemaining { get; internal set; } = -1;
    public long OffHeapRemaining { get; internal set; } = -1;

    internal void Describe(Archive archive)
    {
        Executor = archive.Text(Executor);
        Address = archive.Text(Address);
        MemoryUsed = archive.Value(MemoryUsed);
        DiskUsed = archive.Value(DiskUsed);
        OnHeapUsed = archive.Value(OnHeapUsed);
        OffHeapUsed = archive.Value(OffHeapUsed);
        Remaining = archive.Value(Remaining);
        OnHeapRemaining = archive.Value(OnHeapRemaining);
        OffHeapRemaining = archive.Value(OffHeapRemaining);
    }
}
