using System.Collections.Concurrent;
using Firesteel.History.Hosting;
using Firesteel.History.Serving;
using Firesteel.Tests.Kube;
using Microsoft.Extensions.Logging;

namespace Firesteel.Tests.History.Hosting;

public sealed class HistoryScannerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("firesteel-history-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_directory_that_cannot_be_listed_is_named_once_and_again_after_it_was_well()
    {
        var logs = Path.Combine(folder, "logs");
        var clock = new ManualClock();
        var library = new HistoryLibrary(new HistoryOptions { LogDirectories = [logs], UpdateInterval = TimeSpan.FromSeconds(10) }, clock);
        var log = new Warnings();
        using var scanner = new HistoryScanner(library, clock, log);
        await scanner.StartAsync(CancellationToken.None);
        await ScannedAsync();
        log.Said.ShouldHaveSingleItem().ShouldStartWith($"{logs} cannot be listed");
        await ScannedAsync();
        log.Said.Count.ShouldBe(1);
        Directory.CreateDirectory(logs);
        await ScannedAsync();
        Directory.Delete(logs);
        await ScannedAsync();
        log.Said.Count.ShouldBe(2);
        await scanner.StopAsync(CancellationToken.None);

        async Task ScannedAsync()
        {
            var before = log.Scans;
            clock.Advance(TimeSpan.FromSeconds(10));
            for (var look = 0; log.Scans == before && look < 1000; look++)
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            log.Scans.ShouldBeGreaterThan(before);
        }
    }

    private sealed class Warnings : ILogger<HistoryScanner>
    {
        private int _scans;

        public ConcurrentQueue<string> Said { get; } = new();

        public int Scans => Volatile.Read(ref _scans);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> format)
        {
            if (level == LogLevel.Warning)
                Said.Enqueue(format(state, exception));
            else if (level == LogLevel.Debug)
                Interlocked.Increment(ref _scans);
        }
    }
}
