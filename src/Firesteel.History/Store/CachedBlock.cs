namespace Firesteel.History.Store;

/// <summary>One cached partition.</summary>
public sealed class CachedBlock
{
    public string Name { get; internal set; } = "";
    public string Level { get; internal set; } = "";
    public long MemoryUsed { get; internal set; }
    public long DiskUsed { get; internal set; }
    public List<string> Executors { get; } = [];

    /// <summary>Spark derives a block's level from what is kept of it and by how many, not from what its holders said.</summary>
    internal void SetLevel(StorageLevel asked) =>
        Level = new StorageLevel(DiskUsed > 0, MemoryUsed > 0, asked.OffHeap, MemoryUsed > 0 && asked.Deserialized, Executors.Count).Description;

    internal void Describe(Archive archive)
    {
        Name = archive.Text(Name);
        Level = archive.Text(Level);
        MemoryUsed = archive.Value(MemoryUsed);
        DiskUsed = archive.Value(DiskUsed);
        string[] executors = archive.Texts([.. Executors]);
        Executors.Clear();
        Executors.AddRange(executors);
    }
}
