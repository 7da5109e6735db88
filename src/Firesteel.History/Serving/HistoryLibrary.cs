using Firesteel.History.Listing;
using Firesteel.History.Logs;
using Firesteel.History.Store;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Serving;

/// <summary>All applications of a server: the list, and each one's store on demand. REST, pages and the command line stand on this.</summary>
public sealed class HistoryLibrary
{
    private readonly ApplicationCache cache;
    private readonly string[] names;

    /// <exception cref="ProblemException">The options are wrong, or a location cannot be served.</exception>
    public HistoryLibrary(HistoryOptions options, TimeProvider time)
        : this(options, time, null)
    {
    }

    /// <param name="sources">Instead of what the options' locations stand for.</param>
    internal HistoryLibrary(HistoryOptions options, TimeProvider time, IReadOnlyList<ILogSource>? sources)
    {
        if (options.Validate() is { IsEmpty: false } problems)
            throw new ProblemException(problems);
        Options = options;
        Time = time;
        List = new LogList(sources ?? [.. options.LogDirectories.Select(location => LogSources.Create(location, options.S3))], time, options.Parallelism);
        names = [.. List.Sources.Select(source => source.Name)];
        cache = new ApplicationCache(options);
        if (IndexPath is { } path)
            List.Restore(LogIndex.Read(path, names));
    }

    public HistoryOptions Options { get; }

    public TimeProvider Time { get; }

    public LogList List { get; }

    public ApplicationCache Cache => cache;

    private string? IndexPath => Options.CacheDirectory is null ? null : Path.Combine(Options.CacheDirectory, "listing.index");

    /// <summary>Looks for new and changed logs once.</summary>
    public async Task ScanAsync(CancellationToken stop) => Save(await List.ScanAsync(stop));

    /// <summary>Looks at one source.</summary>
    public async Task ScanAsync(int source, CancellationToken stop) => Save(await List.ScanAsync(source, stop));

    /// <summary>The attempt, if the application has it. Without an attempt id only an application that has none is found.</summary>
    public LogEntry? Find(string appId, string? attemptId) =>
        List.Find(appId)?.Attempts.FirstOrDefault(attempt => attempt.AttemptId == attemptId);

    /// <summary>The complete store of an attempt.</summary>
    /// <exception cref="IOException">The log has gone.</exception>
    public async Task<ApplicationStore> OpenAsync(LogEntry entry, CancellationToken stop) => await cache.OpenAsync(entry, LogOf(entry), stop);

    /// <summary>The complete store if it is there within <paramref name="patience"/>, else what is known by then; the log is read on in the background.</summary>
    /// <exception cref="IOException">The log has gone, or its place failed within that time.</exception>
    public async Task<ApplicationStore> OpenAsync(LogEntry entry, TimeSpan patience, CancellationToken stop)
    {
        var log = LogOf(entry);
        var whole = cache.OpenAsync(entry, log, stop);
        if (await Task.WhenAny(whole, Task.Delay(patience, Time, stop)) == whole)
            return await whole;
        _ = whole.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return cache.OpenPartial(entry, log);
    }

    public EventLog LogOf(LogEntry entry) => List.LogOf(entry) ?? throw new IOException($"the log {entry.Log} is gone");

    private void Save(bool changed)
    {
        if (!changed || IndexPath is not { } path)
            return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            LogIndex.Write(path, names, List.Entries);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Without the index a restart reads the heads again; nothing else is lost.
        }
    }
}
