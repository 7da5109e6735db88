using System.Collections.Concurrent;
using Firesteel.History.Logs;

namespace Firesteel.History.Listing;

/// <summary>
/// The logs of all sources, as the last scans left them. A scan reads only what is new or changed, in parallel; each source is scanned on its own,
/// so that a store that hangs holds up nobody else's logs.
/// </summary>
public sealed class LogList(IReadOnlyList<ILogSource> sources, TimeProvider time, int parallelism)
{
    private static readonly TimeSpan PublishEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(int Source, string Log), LogEntry> entries = new();
    private readonly ScannedSource[] scanned = [.. sources.Select(source => new ScannedSource(source))];
    private readonly Lock publishing = new();
    private volatile IReadOnlyList<ApplicationEntry> applications = [];
    private volatile IReadOnlyDictionary<string, ApplicationEntry> byId = new Dictionary<string, ApplicationEntry>();
    private volatile IReadOnlyList<(string Source, LogFault Fault)> faults = [];

    public IReadOnlyList<ILogSource> Sources => sources;

    /// <summary>By the end of the newest attempt, latest first; running ones last.</summary>
    public IReadOnlyList<ApplicationEntry> Applications => applications;

    /// <summary>Files that look like logs and cannot be shown.</summary>
    public IReadOnlyList<(string Source, LogFault Fault)> Faults => faults;

    /// <summary>Logs that are waiting to be read in the scans that run now.</summary>
    public int Pending => scanned.Sum(source => source.Pending);

    /// <summary>Epoch ms of the last scan of the source that was scanned longest ago; 0 before each was scanned once.</summary>
    public long LastScan => scanned.Min(source => source.LastScan);

    public IReadOnlyCollection<LogEntry> Entries => [.. entries.Values];

    public ApplicationEntry? Find(string appId) => byId.GetValueOrDefault(appId);

    public EventLog? LogOf(LogEntry entry) => scanned[entry.Source].Logs.GetValueOrDefault(entry.Log);

    public void Restore(IEnumerable<LogEntry> known)
    {
        foreach (var entry in known)
            entries[(entry.Source, entry.Log)] = entry;
        Publish();
    }

    /// <summary>Scans every source.</summary>
    /// <returns>True if anything in the list changed.</returns>
    public async Task<bool> ScanAsync(CancellationToken stop) =>
        (await Task.WhenAll(Enumerable.Range(0, sources.Count).Select(source => ScanAsync(source, stop)))).Any(changed => changed);

    /// <summary>Lists a source and reads what changed. One that cannot be listed keeps its entries and becomes a fault.</summary>
    /// <returns>True if anything in the list changed.</returns>
    public async Task<bool> ScanAsync(int number, CancellationToken stop)
    {
        var source = scanned[number];
        var began = time.GetUtcNow().ToUnixTimeMilliseconds();
        var problems = new List<LogFault>();
        var changed = false;
        try
        {
            source.Logs = LogLayout.Find(source.Source, await source.Source.ListAsync(stop), problems).ToDictionary(log => log.Name, StringComparer.Ordinal);
            changed = Forget(number, source.Logs);
        }
        catch (IOException failed)
        {
            problems.Add(LogFault.OfSource(failed.Message));
        }

        source.Problems = [.. problems];
        var work = source.Logs.Values.Where(log => !entries.TryGetValue((number, log.Name), out var known) || known.Fingerprint != log.Fingerprint)
            .OrderByDescending(log => log.Modified).ToList();
        await PeekAsync(number, work, problems, stop);
        source.Problems = [.. problems];
        source.LastScan = began;
        Publish();
        return changed || work.Count > 0;
    }

    private async Task PeekAsync(int number, List<EventLog> work, List<LogFault> problems, CancellationToken stop)
    {
        var queue = new ConcurrentQueue<EventLog>(work);
        var source = scanned[number];
        source.Pending = work.Count;
        var published = time.GetTimestamp();
        var atOnce = Math.Min(queue.Count, source.Source.IsRemote ? S3Settings.Connections : parallelism);

        // Threads of their own: they wait for disks and networks, which would starve the pool that answers requests.
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Factory.StartNew(Work, stop, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        source.Pending = 0;

        void Work()
        {
            while (!stop.IsCancellationRequested && queue.TryDequeue(out var log))
            {
                var seen = LogPeek.Read(log, number, time.GetUtcNow().ToUnixTimeMilliseconds());
                lock (queue)
                    Take(log, seen);
            }

            stop.ThrowIfCancellationRequested();
        }

        void Take(EventLog log, LogEntry seen)
        {
            if (seen is { Fingerprint: LogEntry.ReadAgain, Fault: { } reason } && entries.TryGetValue((number, log.Name), out var known) && known.Fault is null)
            {
                // Only its place failed just now: what was known of it stays in the list.
                problems.Add(new LogFault(log.Name, reason, log.Modified));
                seen = known with { Fingerprint = LogEntry.ReadAgain };
            }

            entries[(number, log.Name)] = seen;
            source.Pending--;
            if (time.GetElapsedTime(published) < PublishEvery)
                return;
            Publish(); // a first scan of many logs shows what it has
            published = time.GetTimestamp();
        }
    }

    private bool Forget(int number, IReadOnlyDictionary<string, EventLog> found)
    {
        var changed = false;
        foreach (var key in entries.Keys.Where(key => key.Source == number && !found.ContainsKey(key.Log)))
            changed |= entries.TryRemove(key, out _);
        return changed;
    }

    private void Publish()
    {
        lock (publishing)
            PublishAlone();
    }

    private void PublishAlone()
    {
        var all = entries.Values.ToList();
        var list = all.Where(entry => entry.Fault is null)
            .GroupBy(entry => entry.AppId, StringComparer.Ordinal)
            .Select(Application)
            .OrderByDescending(application => application.Attempts[0].Ended)
            .ThenByDescending(application => application.Id, StringComparer.Ordinal)
            .ToList();
        byId = list.ToDictionary(application => application.Id, StringComparer.Ordinal);
        applications = list;
        faults = [.. scanned.SelectMany(source => source.Problems.Select(fault => (source.Source.Name, fault))), .. all.Where(entry => entry.Fault is not null).Select(entry => (sources[entry.Source].Name, new LogFault(entry.Log, entry.Fault!, entry.Modified)))];
    }

    /// <summary>Attempts by start, newest first; of two logs of one attempt the later modified one counts.</summary>
    private static ApplicationEntry Application(IGrouping<string, LogEntry> logs)
    {
        var attempts = logs.GroupBy(entry => entry.AttemptId ?? "", StringComparer.Ordinal)
            .Select(same => same.MaxBy(entry => entry.Modified)!)
            .OrderByDescending(entry => entry.Started)
            .ToList();
        // Attempts may differ in name: Spark shows that of the log it read last, and it reads the oldest last.
        return new ApplicationEntry(logs.Key, attempts.MinBy(entry => entry.Modified)!.AppName, attempts);
    }
}
