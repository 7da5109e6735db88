using Firesteel.History.Serving;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Firesteel.History.Hosting;

/// <summary>Scans each source at each interval, cleans at its own. A failed scan is said and tried again; the list stays.</summary>
public sealed class HistoryScanner(HistoryLibrary library, TimeProvider time, ILogger<HistoryScanner> log) : BackgroundService
{
    /// <summary>By source, what was last said of it: a directory that is missing or refused is named once, not at every scan.</summary>
    private readonly string?[] told = new string?[library.List.Sources.Count];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        [.. Enumerable.Range(0, library.List.Sources.Count).Select(source => EveryAsync(library.Options.UpdateInterval, () => ScanAsync(source, stoppingToken), stoppingToken)),
         CleanAsync(stoppingToken)]);

    private async Task ScanAsync(int source, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        await library.ScanAsync(source, stop);
        var name = library.List.Sources[source].Name;
        var refused = library.List.Faults.FirstOrDefault(fault => fault.Source == name && fault.Fault.IsOfSource).Fault?.What;
        if (refused is not null && refused != told[source])
            log.SourceRefused(name, refused);
        told[source] = refused;
        log.Scanned(name, library.List.Applications.Count, library.List.Faults.Count, time.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task CleanAsync(CancellationToken stop)
    {
        if (!library.Options.CleanerEnabled)
            return;
        while (library.List.LastScan == 0)
            await Task.Delay(library.Options.UpdateInterval, time, stop); // nothing is judged before everything was looked at
        await EveryAsync(library.Options.CleanerInterval, async () =>
        {
            foreach (var deleted in await new LogCleaner(library).CleanAsync(dryRun: false, stop))
                log.Deleted(deleted.Log);
        }, stop);
    }

    private async Task EveryAsync(TimeSpan interval, Func<Task> work, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            try
            {
                await work();
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                log.ScanFailed(failed.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }
}
