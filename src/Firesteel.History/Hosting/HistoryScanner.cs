using Firesteel.History.Serving;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Firesteel.History.Hosting;

/// <summary>Scans at each interval, cleans at its own. A failed scan is said and tried again; the list stays.</summary>
public sealed class HistoryScanner(HistoryLibrary library, TimeProvider time, ILogger<HistoryScanner> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(library.Options.UpdateInterval, time);
        long? cleaned = null;
        do
        {
            var started = time.GetTimestamp();
            try
            {
                await library.ScanAsync(stoppingToken);
                log.Scanned(library.List.Applications.Count, library.List.Faults.Count, time.GetElapsedTime(started).TotalMilliseconds);
                if (library.Options.CleanerEnabled && (cleaned is null || time.GetElapsedTime(cleaned.Value) >= library.Options.CleanerInterval))
                {
                    cleaned = time.GetTimestamp();
                    foreach (var deleted in await new LogCleaner(library).CleanAsync(dryRun: false, stoppingToken))
                        log.Deleted(deleted.Log);
                }
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                log.ScanFailed(failed.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
