namespace Firesteel.History.Store;

/// <summary>An RDD with a storage level: what the storage page shows. Blocks are known only if block updates were logged.</summary>
public sealed class CachedRdd
{
    public int Id { get; internal set; }
    public string Name { get; internal set; } = "";
    public int Partitions { get; internal set; }
    public StorageLevel Level { get; internal set; } = StorageLevel.None;
    public long MemoryUsed { get; internal set; }
    public long DiskUsed { get; internal set; }

    /// <summary>By block name, in the order in which they were first cached.</summary>
    public OrderedDictionary<string, CachedBlock> Blocks { get; } = new(StringComparer.Ordinal);

    /// <summary>By executor id, in the order in which they came.</summary>
    public OrderedDictionary<string, CachedShare> Shares { get; } = new(StringComparer.Ordinal);

    internal void Describe(Archive archive)
    {
        Id = archive.Value(Id);
        Name = archive.Text(Name);
        Partitions = archive.Value(Partitions);
        Level = Level.Describe(archive);
        MemoryUsed = archive.Value(MemoryUsed);
        DiskUsed = archive.Value(DiskUsed);
        var blocks = Blocks.Values.ToList();
        archive.List(blocks, () => new CachedBlock(), (b, a) => b.Describe(a));
        foreach (var block in blocks)
            Blocks[block.Name] = block;
        var shares = Shares.Values.ToList();
        archive.List(shares, () => new CachedShare(), (s, a) => s.Describe(a));
        foreach (var share in shares)
            Shares[share.Executor] = share;
    }
}
