using System.Text;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>Pages of the objects of a bucket. A page costs what is on it: whole prefixes are jumped over.</summary>
internal static class ObjectLister
{
    public static ListPage<ObjectVersion> List(IObjectStorage storage, Bucket bucket, ListQuery query)
    {
        var items = new List<ObjectVersion>();
        var prefixes = new List<string>();
        var last = "";
        var root = IndexKeys.ObjectPrefix(bucket.Id);
        byte[] start = [.. root, .. query.PrefixBytes];
        var after = query.After.Length == 0 ? null : (byte[])[.. root, .. Encoding.UTF8.GetBytes(query.After)];
        using var cursor = storage.OpenCursor();
        cursor.Seek(after is not null && after.AsSpan().SequenceCompareTo(start) > 0 ? after : start);
        while (cursor.Valid && cursor.Key.StartsWith(start))
        {
            var key = cursor.Key[root.Length..];
            var rolled = query.RollUp(key);
            if (rolled > 0)
            {
                var common = cursor.Key[..(root.Length + rolled)].ToArray();
                var seen = after is not null && after.AsSpan().SequenceCompareTo(common) >= 0;
                if (!seen && !HasLive(cursor, common))
                    continue;
                if (!seen)
                {
                    if (items.Count + prefixes.Count >= query.Limit)
                        return new(items, prefixes, query.Limit > 0, last);
                    last = Encoding.UTF8.GetString(common.AsSpan(root.Length));
                    prefixes.Add(last);
                }

                if (IndexKeys.After(common) is not { } beyond)
                    break;
                cursor.Seek(beyond);
                continue;
            }

            if (!VersionCodec.IsDeleteMarker(cursor.Value) && !(after is not null && cursor.Key.SequenceCompareTo(after) <= 0))
            {
                if (items.Count + prefixes.Count >= query.Limit)
                    return new(items, prefixes, query.Limit > 0, last);
                last = Encoding.UTF8.GetString(key);
                items.Add(VersionCodec.ReadFront(last, cursor.Value));
            }

            cursor.Next();
        }

        return new(items, prefixes, false, last);
    }

    /// <summary>Moves to the first object below a prefix that is not deleted; past the prefix when there is none.</summary>
    private static bool HasLive(IIndexCursor cursor, ReadOnlySpan<byte> common)
    {
        for (; cursor.Valid && cursor.Key.StartsWith(common); cursor.Next())
        {
            if (!VersionCodec.IsDeleteMarker(cursor.Value))
                return true;
        }

        return false;
    }
}
