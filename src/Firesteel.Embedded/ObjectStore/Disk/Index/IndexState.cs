using System.Collections.Immutable;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Disk.Index;

/// <summary>The layers of the index at one moment.</summary>
/// <param name="Active">Takes what is written now.</param>
/// <param name="Frozen">Full and on their way into tables; the newest first.</param>
/// <param name="Tables">The newest first.</param>
internal sealed record IndexState(OrderedMemory Active, ImmutableArray<FrozenLayer> Frozen, ImmutableArray<SortedTable> Tables)
{
    public ILayerCursor[] Cursors() =>
        [new MemoryLayerCursor(Active), .. Frozen.Select(frozen => new MemoryLayerCursor(frozen.Layer)), .. Tables.Select(table => new TableCursor(table))];

    public byte[]? Find(ReadOnlySpan<byte> key)
    {
        if (Active.TryGet(key, out var value))
            return value;
        foreach (var frozen in Frozen)
        {
            if (frozen.Layer.TryGet(key, out value))
                return value;
        }

        if (Tables.IsEmpty)
            return null;
        var hash = BloomFilter.Hash(key);
        foreach (var table in Tables)
        {
            if (!table.MayHold(hash))
                continue;
            using var cursor = new TableCursor(table);
            cursor.Seek(key);
            if (cursor.Valid && cursor.Key.SequenceEqual(key))
                return cursor.Deleted ? null : cursor.Value.ToArray();
        }

        return null;
    }
}
