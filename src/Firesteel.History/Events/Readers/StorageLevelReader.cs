using Firesteel.History.Store;

namespace Firesteel.History.Events.Readers;

/// <summary>"Storage Level".</summary>
internal static class StorageLevelReader
{
    public static StorageLevel Read(ref JsonCursor cursor)
    {
        bool disk = false, memory = false, offHeap = false, deserialized = false;
        var replication = 1;
        if (!cursor.EnterObject())
            return StorageLevel.None;
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Use Disk"u8))
                disk = cursor.Bool();
            else if (name.SequenceEqual("Use Memory"u8))
                memory = cursor.Bool();
            else if (name.SequenceEqual("Use Off Heap"u8))
                offHeap = cursor.Bool();
            else if (name.SequenceEqual("Deserialized"u8))
                deserialized = cursor.Bool();
            else if (name.SequenceEqual("Replication"u8))
                replication = cursor.Int();
            else
                cursor.Skip();
        }

        return new StorageLevel(disk, memory, offHeap, deserialized, replication);
    }
}
