using System.Text;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>Pages of the unfinished uploads of a bucket, by key, then by upload id.</summary>
internal static class UploadLister
{
    /// <param name="afterUpload">Goes on inside the key <see cref="ListQuery.After"/>, behind this upload; null: with the key after it.</param>
    public static ListPage<Upload> List(IObjectStorage storage, Bucket bucket, ListQuery query, Guid? afterUpload)
    {
        var items = new List<Upload>();
        var prefixes = new List<string>();
        var last = "";
        var root = IndexKeys.UploadPrefix(bucket.Id);
        byte[] start = [.. root, .. query.PrefixBytes];
        var after = query.After.Length == 0 ? start : afterUpload is { } id ? IndexKeys.Upload(bucket.Id, query.After, id) : [.. root, .. Encoding.UTF8.GetBytes(query.After), 1];
        using var cursor = storage.OpenCursor();
        cursor.Seek(after.AsSpan().SequenceCompareTo(start) > 0 ? after : start);
        while (cursor.Valid && cursor.Key.StartsWith(start))
        {
            var key = cursor.Key[root.Length..^17];
            if (afterUpload is not null && cursor.Key.SequenceEqual(after))
            {
                cursor.Next();
                continue;
            }

            var rolled = query.RollUp(key);
            var common = rolled > 0 ? cursor.Key[..(root.Length + rolled)].ToArray() : null;
            if (common is null || after.AsSpan().SequenceCompareTo(common) <= 0 || !after.AsSpan().StartsWith(common))
            {
                if (items.Count + prefixes.Count >= query.Limit)
                    return new(items, prefixes, query.Limit > 0, last);
                last = Encoding.UTF8.GetString(common is null ? key : common.AsSpan(root.Length));
                if (common is null)
                    items.Add(UploadCodec.Read(last, cursor.Value));
                else
                    prefixes.Add(last);
            }

            if (common is null)
            {
                cursor.Next();
                continue;
            }

            if (IndexKeys.After(common) is not { } beyond)
                break;
            cursor.Seek(beyond);
        }

        return new(items, prefixes, false, last);
    }
}
