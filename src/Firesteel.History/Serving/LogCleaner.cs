using Firesteel.History.Listing;

namespace Firesteel.History.Serving;

/// <summary>Deletes logs as Spark's cleaner does, by age and then by number, but never one that may still be written.</summary>
public sealed class LogCleaner(HistoryLibrary library)
{
    /// <returns>What was deleted, or would be.</returns>
    public async Task<IReadOnlyList<LogEntry>> CleanAsync(bool dryRun, CancellationToken stop)
    {
        var chosen = Choose(library.List.Entries, library.Options, library.Time.GetUtcNow().ToUnixTimeMilliseconds(), Running);
        if (dryRun)
            return chosen;
        var deleted = new List<LogEntry>();
        foreach (var entry in chosen)
        {
            if (library.List.LogOf(entry) is not { } log)
                continue;
            try
            {
                foreach (var file in log.All)
                    await log.Source.DeleteAsync(file, stop);
                deleted.Add(entry);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // Not ours to delete: the next cleaning tries again.
            }
        }

        return deleted;
    }

    internal static IReadOnlyList<LogEntry> Choose(IReadOnlyCollection<LogEntry> entries, HistoryOptions options, long now, Func<LogEntry, bool> running)
    {
        var oldest = now - (long)options.CleanerMaxAge.TotalMilliseconds;
        var ended = entries.Where(entry => !running(entry)).ToList();
        var chosen = ended.Where(entry => (entry.Completed ? entry.LastUpdated : entry.Modified) < oldest).ToHashSet();
        var surplus = entries.Count - chosen.Count - options.CleanerMaxNumber;
        foreach (var entry in ended.Where(entry => entry.Completed && !chosen.Contains(entry)).OrderBy(entry => entry.LastUpdated).Take(Math.Max(0, surplus)))
            chosen.Add(entry);
        return [.. chosen];
    }

    /// <summary>The name says that a writer may still be at work, and the log was touched within the age limit.</summary>
    private bool Running(LogEntry entry) => library.List.LogOf(entry) is { CompletedByName: false };
}
