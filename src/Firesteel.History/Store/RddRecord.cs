namespace Firesteel.History.Store;

/// <summary>An RDD as a stage announced it: a node of the operation graph.</summary>
public sealed class RddRecord
{
    public int Id { get; internal set; }
    public string Name { get; internal set; } = "";

    /// <summary>JSON text <c>{"id":…,"name":…,"parent":{…}}</c>, as logged; null without a scope.</summary>
    public string? Scope { get; internal set; }

    public string CallSite { get; internal set; } = "";
    public int[] ParentIds { get; internal set; } = [];
    public bool Barrier { get; internal set; }
    public string Determinism { get; internal set; } = "DETERMINATE";
    public int Partitions { get; internal set; }
    public StorageLevel Level { get; internal set; } = StorageLevel.None;

    internal void Describe(Archive archive)
    {
        Id = archive.Value(Id);
        Name = archive.Text(Name);
        Scope = archive.OptionalText(Scope);
        CallSite = archive.Text(CallSite);
        ParentIds = archive.Values(ParentIds);
        Barrier = archive.Value(Barrier);
        Determinism = archive.Text(Determinism);
        Partitions = archive.Value(Partitions);
        Level = Level.Describe(archive);
    }
}
