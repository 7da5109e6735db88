using Firesteel.Embedded.ObjectStore;
using Firesteel.Embedded.ObjectStore.Disk.Index;
using Firesteel.Embedded.ObjectStore.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.Tests.Embedded.ObjectStore;

/// <summary>The index on disk against a sorted dictionary, with so little memory that tables are written and merged all the time.</summary>
public sealed class IndexTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("firesteel-index-").FullName;

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task It_holds_what_a_sorted_dictionary_holds_also_after_being_opened_again(int seed)
    {
        var random = new Random(seed);
        var model = new SortedDictionary<byte[], byte[]>(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));
        for (var opening = 0; opening < 4; opening++)
        {
            await using var index = Open();
            Compare(index, model, random);
            for (var round = 0; round < 60; round++)
            {
                var commits = new List<Task>();
                for (var i = 0; i < 20; i++)
                {
                    var changes = new List<IndexChange>();
                    for (var change = random.Next(1, 4); change > 0; change--)
                    {
                        var key = new byte[random.Next(1, 5)];
                        random.NextBytes(key);
                        for (var at = 0; at < key.Length; at++)
                            key[at] &= 0x83; // few different bytes, so that keys meet again
                        if (random.Next(3) == 0)
                        {
                            changes.Add(new(IndexChangeKind.Delete, key, null));
                            model.Remove(key);
                        }
                        else
                        {
                            var value = new byte[random.Next(0, 300)];
                            random.NextBytes(value);
                            changes.Add(new(IndexChangeKind.Put, key, value));
                            model[key] = value;
                        }
                    }

                    commits.Add(index.CommitAsync(changes, durable: random.Next(2) == 0));
                }

                await Task.WhenAll(commits);
            }

            Compare(index, model, random);
        }
    }

    [Fact]
    public async Task Sums_of_many_at_once_lose_nothing()
    {
        byte[] key = [1, 2, 3];
        await using (var index = Open())
            await Task.WhenAll(Enumerable.Range(1, 500).Select(i => Task.Run(() => index.CommitAsync([new(IndexChangeKind.Add, key, Counters.Bytes(i, 1))], durable: true))));
        await using var again = Open();
        Counters.Read(again.Find(key)).ShouldBe((125250, 500));
    }

    [Fact]
    public async Task A_torn_end_of_the_log_costs_only_what_was_torn()
    {
        await using (var index = Open(1 << 20))
        {
            await index.CommitAsync([new(IndexChangeKind.Put, [1], [1])], durable: true);
            await index.CommitAsync([new(IndexChangeKind.Put, [2], [2])], durable: true);
        }

        var log = Directory.GetFiles(_directory, "log-*").Single();
        using (var file = File.OpenHandle(log, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.SetLength(file, RandomAccess.GetLength(file) - 1);
        await using var again = Open();
        again.Find([1]).ShouldBe([1]);
        again.Find([2]).ShouldBeNull();
    }

    [Fact]
    public async Task A_changed_table_is_noticed_not_believed()
    {
        await using (var index = Open(1 << 20))
            await index.CommitAsync([new(IndexChangeKind.Put, [1], new byte[100])], durable: true);
        await using (Open(1 << 20))
        {
            // Opening turned the log into a table.
        }

        var table = Directory.GetFiles(_directory, "table-*").Single();
        using (var file = File.OpenHandle(table, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.Write(file, [0xFF], 20);
        await using var again = Open();
        Should.Throw<DamagedBlobException>(() => again.Find([1]));
    }

    [Fact]
    public async Task Two_stores_cannot_share_a_directory()
    {
        await using var first = Open();
        Should.Throw<IOException>(() => Open());
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private LogStructuredIndex Open(long memory = 48 * 1024) => LogStructuredIndex.Open(_directory, FsyncPolicy.Never, TimeProvider.System, NullLogger.Instance, memory);

    private static void Compare(LogStructuredIndex index, SortedDictionary<byte[], byte[]> model, Random random)
    {
        foreach (var (key, value) in model)
            index.Find(key).ShouldBe(value);
        using var cursor = index.OpenCursor();
        byte[] from = [(byte)(random.Next(4) | 0x80)];
        cursor.Seek(from);
        foreach (var (key, value) in model.SkipWhile(entry => entry.Key.AsSpan().SequenceCompareTo(from) < 0))
        {
            cursor.Valid.ShouldBeTrue();
            cursor.Key.SequenceEqual(key).ShouldBeTrue();
            cursor.Value.SequenceEqual(value).ShouldBeTrue();
            cursor.Next();
        }

        cursor.Valid.ShouldBeFalse();
    }
}
