using System.Collections.Immutable;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Disk.Index;

/// <summary>What becomes of layers: which tables are merged, and what goes into a new one.</summary>
internal static class Compaction
{
    private const int MostTables = 10;

    /// <summary>The newest tables, while the next older one is not much larger than all of them together; all when there are too many. Fewer than two: none.</summary>
    public static ImmutableArray<SortedTable> Choose(ImmutableArray<SortedTable> tables)
    {
        if (tables.Length > MostTables)
            return tables;
        long sum = 0;
        var count = 0;
        foreach (var table in tables)
        {
            if (count > 0 && table.Size > 2 * sum)
                break;
            sum += table.Size;
            count++;
        }

        return count >= 4 ? tables[..count] : [];
    }

    /// <param name="withDeleted">Older layers may hold the keys: they must stay deleted.</param>
    public static IEnumerable<(byte[] Key, byte[] Value, bool Deleted)> Entries(MergeCursor cursor, bool withDeleted)
    {
        for (cursor.Seek([]); cursor.Valid; cursor.Next())
        {
            if (!cursor.Deleted || withDeleted)
                yield return (cursor.Key.ToArray(), cursor.Value.ToArray(), cursor.Deleted);
        }
    }

    public static IEnumerable<(byte[] Key, byte[] Value, bool Deleted)> Entries(OrderedMemory memory)
    {
        for (var node = memory.FirstNotBelow([]); node is not null; node = node.Next(0))
        {
            var value = node.Value;
            yield return (node.Key, value ?? [], value is null);
        }
    }
}
