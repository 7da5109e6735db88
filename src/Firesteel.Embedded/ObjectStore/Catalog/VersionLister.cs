using System.Text;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>Pages of all versions and delete markers of a bucket: keys in order, the latest version of a key first.</summary>
internal static class VersionLister
{
    /// <param name="afterVersion">Goes on inside the key <see cref="ListQuery.After"/>, below this version; null: with the key after it.</param>
    public static ListPage<ListedVersion> List(IObjectStorage storage, Bucket bucket, ListQuery query, ObjectVersion? afterVersion)
    {
        var items = new List<ListedVersion>();
        var prefixes = new List<string>();
        var last = "";
        var root = IndexKeys.ObjectPrefix(bucket.Id);
        byte[] start = [.. root, .. query.PrefixBytes];
        var after = query.After.Length == 0 ? null : (byte[])[.. root, .. Encoding.UTF8.GetBytes(query.After)];
        using var cursor = storage.OpenCursor();
        using var older = storage.OpenCursor();
        cursor.Seek(after is not null && after.AsSpan().SequenceCompareTo(start) > 0 ? after : start);
        while (cursor.Valid && cursor.Key.StartsWith(start))
        {
            var rolled = query.RollUp(cursor.Key[root.Length..]);
            if (rolled > 0)
            {
                var common = cursor.Key[..(root.Length + rolled)].ToArray();
                if (after is null || after.AsSpan().SequenceCompareTo(common) < 0)
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

            var place = after is null ? 1 : cursor.Key.SequenceCompareTo(after);
            var below = place > 0 ? long.MaxValue : place == 0 && afterVersion is not null ? afterVersion.Sequence : long.MinValue;
            if (below != long.MinValue)
            {
                var key = Encoding.UTF8.GetString(cursor.Key[root.Length..]);
                foreach (var version in Versions(older, bucket, VersionCodec.ReadFront(key, cursor.Value), below))
                {
                    if (items.Count + prefixes.Count >= query.Limit)
                        return new(items, prefixes, query.Limit > 0, last);
                    items.Add(version);
                    last = key;
                }
            }

            cursor.Next();
        }

        return new(items, prefixes, false, last);
    }

    private static IEnumerable<ListedVersion> Versions(IIndexCursor older, Bucket bucket, ObjectVersion newest, long below)
    {
        if (newest.Sequence < below)
            yield return new(newest, true);
        var prefix = IndexKeys.Versions(bucket.Id, newest.Key);
        var from = below == long.MaxValue ? prefix : IndexKeys.Version(bucket.Id, newest.Key, below - 1);
        // Keys pass in order, so the cursor mostly stands in the right place already.
        if (!older.Valid || older.Key.SequenceCompareTo(from) < 0 || below != long.MaxValue)
            older.Seek(from);
        var previous = Math.Min(below, newest.Sequence);
        for (; older.Valid && older.Key.StartsWith(prefix); older.Next())
        {
            var version = VersionCodec.ReadFront(newest.Key, older.Value);
            // A newest version that was covered while this page was made is met twice.
            if (version.Sequence >= previous)
                continue;
            previous = version.Sequence;
            yield return new(version, false);
        }
    }
}
