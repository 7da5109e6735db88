using System.Text;
using System.Text.RegularExpressions;
using Firesteel.History.Codecs;
using Firesteel.History.Listing;
using Firesteel.History.Logs;
using Firesteel.History.Replay;
using Firesteel.History.Store;

namespace Firesteel.History.Serving;

/// <summary>
/// Replayed applications: in memory up to a bound, on disk as far as a directory is given, rebuilt from the log whenever neither has
/// one. Any number of callers may ask for the same application; it is read once.
/// </summary>
public sealed partial class ApplicationCache(HistoryOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Loaded>> loaded = [];
    private readonly LinkedList<Loaded> order = [];
    /// <summary>Replays use a core each; those that wait for a network have places of their own, so that a store that hangs holds no local log up.</summary>
    private readonly SemaphoreSlim replays = new(Math.Max(1, options.Parallelism));
    private readonly SemaphoreSlim remoteReplays = new(Math.Max(4, options.Parallelism));

    public long Lookups { get; private set; }
    public long Replays { get; private set; }
    public long Evictions { get; private set; }

    /// <summary>Estimate of what the applications in memory take, in bytes.</summary>
    public long MemoryBytes
    {
        get
        {
            lock (gate)
                return order.Where(item => item.Store.Complete).Sum(item => item.Store.MemoryBytes);
        }
    }

    /// <summary>The application, complete.</summary>
    public async Task<ApplicationStore> OpenAsync(LogEntry entry, EventLog log, CancellationToken stop)
    {
        var item = Get(entry, log);
        await item.Done.WaitAsync(stop);
        return item.Store;
    }

    /// <summary>What is known by now; <see cref="ApplicationStore.Complete"/> says whether more will come.</summary>
    public ApplicationStore OpenPartial(LogEntry entry, EventLog log) => Get(entry, log).Store;

    private Loaded Get(LogEntry entry, EventLog log)
    {
        var key = $"{entry.Source}|{options.Api.Name}|{log.Fingerprint}";
        lock (gate)
        {
            Lookups++;
            if (loaded.TryGetValue(key, out var node))
            {
                order.Remove(node);
                order.AddFirst(node);
                return node.Value;
            }

            foreach (var earlier in order.Where(other => other.Log == (entry.Source, entry.Log) && other.Store.Complete).ToList())
                Drop(earlier.Key);
            var item = new Loaded(key, (entry.Source, entry.Log), new ApplicationStore());
            item.Done = Task.Run(() => LoadAsync(item, entry, log));
            loaded[key] = order.AddFirst(item);
            return item;
        }
    }

    /// <summary>What failed is not kept: the next who asks tries again.</summary>
    private async Task LoadAsync(Loaded item, LogEntry entry, EventLog log)
    {
        try
        {
            var fingerprint = Fingerprint(item.Key);
            var path = PathOf(entry);
            if (path is not null && StoreFile.TryOpen(path, fingerprint) is { } stored)
            {
                stored.LastUpdated = entry.LastUpdated;
                item.Store = stored;
            }
            else
            {
                await ReplayAsync(item.Store, entry, log);
                if (path is not null)
                    Keep(path, item.Store, fingerprint);
            }

            Evict();
        }
        catch
        {
            Drop(item.Key);
            throw;
        }
    }

    private async Task ReplayAsync(ApplicationStore store, LogEntry entry, EventLog log)
    {
        var place = log.Source.IsRemote ? remoteReplays : replays;
        await place.WaitAsync();
        try
        {
            lock (gate)
                Replays++;
            store.LastUpdated = entry.LastUpdated;
            Replayer.Replay(store, log.OpenForReplay(count => store.BytesRead += count), mayBeCut: !log.CompletedByName, setOrder: options.Api.SetOrder);
            if (store.Id.Length == 0)
                store.Id = entry.AppId;
        }
        finally
        {
            place.Release();
        }
    }

    /// <summary>The cache is a convenience: a full or read-only disk costs time, not answers.</summary>
    private void Keep(string path, ApplicationStore store, ulong fingerprint)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            StoreFile.Write(path, store, fingerprint);
            Trim(Path.GetDirectoryName(path)!);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
        }
    }

    private void Trim(string directory)
    {
        var files = new DirectoryInfo(directory).GetFiles().OrderByDescending(file => file.LastAccessTimeUtc).ToList();
        var size = 0L;
        foreach (var file in files)
        {
            size += file.Length;
            if (size > options.MaxDiskBytes)
                file.Delete();
        }
    }

    private void Evict()
    {
        lock (gate)
        {
            var size = 0L;
            foreach (var item in order.ToList())
            {
                if (!item.Store.Complete)
                    continue;
                size += item.Store.MemoryBytes;
                if (size <= options.MaxMemoryBytes || order.First!.Value == item)
                    continue;
                Drop(item.Key);
                Evictions++;
            }
        }
    }

    private void Drop(string key)
    {
        lock (gate)
        {
            if (loaded.Remove(key, out var node))
                order.Remove(node);
        }
    }

    private string? PathOf(LogEntry entry) =>
        options.CacheDirectory is null ? null : Path.Combine(options.CacheDirectory, "apps", $"{entry.Source}-{options.Api.Name}-{Unsafe().Replace(entry.Log, "_")}.store");

    private static ulong Fingerprint(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        return ((ulong)XxHash32.Hash(bytes, 1) << 32) | XxHash32.Hash(bytes, 2);
    }

    [GeneratedRegex("[^A-Za-z0-9._-]")]
    private static partial Regex Unsafe();

    private sealed class Loaded(string key, (int Source, string Name) log, ApplicationStore store)
    {
        public string Key => key;

        /// <summary>The log it is a state of.</summary>
        public (int Source, string Name) Log => log;

        /// <summary>Replaced once if the disk has the application.</summary>
        public ApplicationStore Store { get; set; } = store;

        public Task Done { get; set; } = Task.CompletedTask;
    }
}
