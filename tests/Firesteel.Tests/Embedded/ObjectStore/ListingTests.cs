using System.Text;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Memory;
using Firesteel.Embedded.ObjectStore.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Embedded.ObjectStore;

/// <summary>Pages of a listing against a set of keys in byte order that is cut and rolled up by hand.</summary>
public sealed class ListingTests
{
    private static readonly string[] Letters = ["a", "b", "/", "-", ".", "é", "日", "😀"];

    private static Arbitrary<string[]> Keys => Arb.From(Gen.Elements(Letters).ArrayOf().Select(string.Concat).Where(key => key.Length > 0).ArrayOf());

    [Fact]
    public void Pages_put_together_are_the_sorted_set_rolled_up() =>
        Prop.ForAll(Keys, Arb.From(Gen.Elements("", "a", "a/", "é", "/")), Arb.From(Gen.Choose(1, 5)), (keys, prefix, limit) =>
            new[] { "", "/", "a", "//" }.All(delimiter => ReadAll(keys, prefix, delimiter, limit).SequenceEqual(Expected(keys, prefix, delimiter)))).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Deleted_objects_leave_neither_keys_nor_prefixes()
    {
        await using var storage = new MemoryStorage();
        var bucket = NewBucket(Versioning.Enabled);
        var objects = new ObjectCatalog(storage, TimeProvider.System);
        foreach (var key in new[] { "a/1", "a/2", "b" })
            await objects.PublishAsync(bucket, new() { Key = key, Modified = default, Owner = "me" }, new());
        await objects.DeleteAsync(bucket, "a/1", null, "me");
        await objects.DeleteAsync(bucket, "a/2", null, "me");
        var page = ObjectLister.List(storage, bucket, new("", "/", "", 10));
        page.Prefixes.ShouldBeEmpty();
        page.Items.Select(item => item.Key).ShouldBe(["b"]);
        VersionLister.List(storage, bucket, new("", "", "", 10), null).Items.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Versions_come_latest_first_and_pages_go_on_inside_a_key()
    {
        await using var storage = new MemoryStorage();
        var bucket = NewBucket(Versioning.Enabled);
        var objects = new ObjectCatalog(storage, TimeProvider.System);
        var written = new List<ObjectVersion>();
        foreach (var key in new[] { "a", "a", "a", "b", "a!", "a!" })
            written.Add(await objects.PublishAsync(bucket, new() { Key = key, Modified = default, Owner = "me" }, new()));
        var expected = written.OrderBy(v => v.Key, StringComparer.Ordinal).ThenByDescending(v => v.Sequence).Select(v => v.VersionId).ToList();
        var found = new List<string?>();
        ObjectVersion? inside = null;
        for (var after = ""; ;)
        {
            var page = VersionLister.List(storage, bucket, new("", "", after, 2), inside);
            found.AddRange(page.Items.Select(item => item.Version.VersionId));
            if (!page.IsTruncated)
                break;
            (after, inside) = (page.Last, page.Items[^1].Version);
        }

        found.ShouldBe(expected);
    }

    private static List<string> ReadAll(string[] keys, string prefix, string delimiter, int limit)
    {
        var storage = new MemoryStorage();
        var bucket = NewBucket(Versioning.Never);
        foreach (var key in keys)
            storage.CommitAsync(new IndexBatch().Put(IndexKeys.Object(bucket.Id, key), VersionCodec.Write(new() { Key = key, Modified = default, Owner = "me" })));
        var all = new List<string>();
        for (var after = ""; ;)
        {
            var page = ObjectLister.List(storage, bucket, new(prefix, delimiter, after, limit));
            all.AddRange(page.Items.Select(item => item.Key).Concat(page.Prefixes).OrderBy(Encoding.UTF8.GetBytes, Bytes));
            if (!page.IsTruncated)
                return all;
            (page.Items.Count + page.Prefixes.Count).ShouldBe(limit);
            after = page.Last;
        }
    }

    private static IEnumerable<string> Expected(string[] keys, string prefix, string delimiter) => keys
        .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(key => delimiter.Length > 0 && key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) is >= 0 and var at ? key[..(at + delimiter.Length)] : key)
        .Distinct().OrderBy(Encoding.UTF8.GetBytes, Bytes);

    private static Comparer<byte[]> Bytes { get; } = Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));

    private static Bucket NewBucket(Versioning versioning) => new(new() { Name = "bucket", Id = 7, Owner = "me", Created = default, Versioning = versioning }, 0, 0);
}
