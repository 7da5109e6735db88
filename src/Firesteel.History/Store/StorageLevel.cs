namespace Firesteel.History.Store;

/// <summary>Where blocks of an RDD are kept.</summary>
public sealed record StorageLevel(bool UseDisk, bool UseMemory, bool OffHeap, bool Deserialized, int Replication)
{
    public static StorageLevel None { get; } = new(false, false, false, false, 1);

    public bool IsValid => (UseMemory || UseDisk) && Replication > 0;

    /// <summary>Spark's words, such as <c>Memory Deserialized 1x Replicated</c>.</summary>
    public string Description =>
        (UseDisk ? "Disk " : "") + (UseMemory ? OffHeap ? "Memory (off heap) " : "Memory " : "")
        + (Deserialized ? "Deserialized " : "Serialized ") + $"{Replication}x Replicated";

    internal StorageLevel Describe(Archive archive) => new(
        archive.Value(UseDisk),
        archive.Value(UseMemory),
        archive.Value(OffHeap),
        archive.Value(Deserialized),
        archive.Value(Replication));
}
