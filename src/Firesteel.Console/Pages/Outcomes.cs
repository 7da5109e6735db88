using System.Collections.Concurrent;
using Firesteel.History.Listing;
using Firesteel.History.Serving;
using Firesteel.History.Store;

namespace Firesteel.Console.Pages;

/// <summary>
/// Why runs failed. The list of applications knows heads and tails only, so this learns from every application that is opened and,
/// one at a time behind the visitor's back, from the small ones among those that a visitor looks at.
/// </summary>
public sealed class Outcomes
{
    /// <summary>Bytes; larger logs are read only when somebody opens them.</summary>
    private const long Small = 16 << 20;

    private const int MaxKnown = 200_000;
    private readonly ConcurrentDictionary<string, Outcome> known = new();
    private readonly ConcurrentQueue<LogEntry> wanted = new();
    private int working;

    public Outcome? Find(LogEntry entry) => known.GetValueOrDefault(Key(entry));

    public void Learn(LogEntry entry, ApplicationStore store)
    {
        if (known.Count < MaxKnown)
            known[Key(entry)] = Of(store);
    }

    /// <summary>Reads the small logs among these, if nobody does yet.</summary>
    public Task LearnSoon(HistoryLibrary library, IEnumerable<LogEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Completed && entry.Size <= Small && !known.ContainsKey(Key(entry)))
                wanted.Enqueue(entry);
        }

        return wanted.IsEmpty || Interlocked.Exchange(ref working, 1) == 1 ? Task.CompletedTask : Task.Run(() => WorkAsync(library));
    }

    internal static Outcome Of(ApplicationStore store)
    {
        var failed = store.Jobs.Values.Where(job => job.Status == JobStatus.Failed).ToList();
        var reason = failed.Select(job => job.Failure).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text))
            ?? store.Sql.Values.Select(execution => execution.Error).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text))
            ?? (store.ExitCode is { } code and not 0 ? $"exit code {code}" : null);
        return new(failed.Count, reason?.Trim().Split('\n')[0].Trim());
    }

    private async Task WorkAsync(HistoryLibrary library)
    {
        while (wanted.TryDequeue(out var entry))
        {
            if (known.ContainsKey(Key(entry)))
                continue;
            try
            {
                Learn(entry, await library.OpenAsync(entry, CancellationToken.None));
            }
            catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                known[Key(entry)] = new(0, $"the log cannot be read: {unreadable.Message}");
            }
        }

        Interlocked.Exchange(ref working, 0);
    }

    private static string Key(LogEntry entry) => $"{entry.Source}|{entry.Fingerprint}";
}
