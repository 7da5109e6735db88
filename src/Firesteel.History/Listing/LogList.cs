using System.Collections.Concurrent;
using Firesteel.History.Logs;

namespace Firesteel.History.Listing;

/// <summary>The logs of all sources, as the last scan left them. A scan reads only what is new or changed, in parallel.</summary>
public sealed class LogList(IReadOnlyList<ILogSource> sources, TimeProvider time, int parallelism)
{
    private readonly ConcurrentDictionary<(int Source, string Log), LogEntry> entries = new();
    private volatile IReadOnlyDictionary<(int Source, string Log), EventLog> logs = new Dictionary<(int, string), EventLog>();
    private volatile IReadOnlyList<ApplicationEntry> applications = [];
    private volatile IReadOnlyDictionary<string, ApplicationEntry> byId = new Dictionary<string, ApplicationEntry>();
    private volatile IReadOnlyList<(string Source, LogFault Fault)> faults = [];

    public IReadOnlyList<ILogSource> Sources => sources;

    /// <summary>By the end of the newest attempt, latest first; running ones last.</summary>
    public IReadOnlyList<ApplicationEntry> Applications => applications;

    /// <summary>Files that look like logs and cannot be shown.</summary>
    public IReadOnlyList<(string Source, LogFault Fault)> Faults => faults;

    /// <summary>Logs that are waiting to be read in the scan that runs now.</summary>
    public int Pending { get; private set; }

    /// <summary>Epoch ms of the end of the last scan; 0 before the first.</summary>
    public long LastScan { get; private set; }

    public IReadOnlyCollection<LogEntry> Entries => [.. entries.Values];

    public ApplicationEntry? Find(string appId) => byId.GetValueOrDefault(appId);

    public EventLog? LogOf(LogEntry entry) => logs.GetValueOrDefault((entry.Source, entry.Log));

    public void Restore(IEnumerable<LogEntry> known)
    {
        foreach (var entry in known)
            entries[(entry.Source, entry.Log)] = entry;
        Publish([]);
    }

    /// <summary>Lists the sources and reads what changed. A source that cannot be listed keeps its entries and becomes a fault.</summary>
    /// <returns>True if anything in the list changed.</returns>
    public async Task<bool> ScanAsync(CancellationToken stop)
    {
        var found = new Dictionary<(int, string), EventLog>();
        var problems = new List<(string, LogFault)>();
        var unreachable = new HashSet<int>();
        for (var source = 0; source < sources.Count; source++)
            await ListAsync(source, found, problems, unreachable, stop);
        foreach (var (key, log) in logs.Where(entry => unreachable.Contains(entry.Key.Source)))
            found[key] = log;
        logs = found;

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var changed = Forget(found, unreachable);
        var work = found.Where(entry => !entries.TryGetValue(entry.Key, out var known) || known.Fingerprint != entry.Value.Fingerprint).ToList();
        Pending = work.Count;
        var published = time.GetTimestamp();
        await Parallel.ForEachAsync(work.OrderByDescending(entry => entry.Value.Modified), new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = stop }, (entry, _) =>
        {
            entries[entry.Key] = LogPeek.Read(entry.Value, entry.Key.Item1, time.GetUtcNow().ToUnixTimeMilliseconds());
            lock (found)
            {
                Pending--;
                if (time.GetElapsedTime(published) > TimeSpan.FromSeconds(1))
                {
                    Publish(problems); // a first scan of many logs shows what it has
                    published = time.GetTimestamp();
                }
            }

            return ValueTask.CompletedTask;
        });
        Pending = 0;
        LastScan = now;
        Publish(problems);
        return changed || work.Count > 0;
    }

    private async Task ListAsync(int source, Dictionary<(int, string), EventLog> found, List<(string, LogFault)> problems, HashSet<int> unreachable, CancellationToken stop)
    {
        try
        {
            var bad = new List<LogFault>();
            foreach (var log in LogLayout.Find(sources[source], await sources[source].ListAsync(stop), bad))
                found[(source, log.Name)] = log;
            problems.AddRange(bad.Select(fault => (sources[source].Name, fault)));
        }
        catch (IOException failed)
        {
            unreachable.Add(source);
            problems.Add((sources[source].Name, new LogFault("", failed.Message, 0)));
        }
    }

    private bool Forget(Dictionary<(int, string), EventLog> found, HashSet<int> unreachable)
    {
        var changed = false;
        foreach (var key in entries.Keys.Where(key => !found.ContainsKey(key) && !unreachable.Contains(key.Source)))
            changed |= entries.TryRemove(key, out _);
        return changed;
    }

    private void Publish(List<(string, LogFault)> problems)
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
        faults = [.. problems, .. all.Where(entry => entry.Fault is not null).Select(entry => (sources[entry.Source].Name, new LogFault(entry.Log, entry.Fault!, entry.Modified)))];
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
