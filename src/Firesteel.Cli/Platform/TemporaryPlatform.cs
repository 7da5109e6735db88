using Firesteel.Cli.Shell;
using Firesteel.Embedded.Runtimes;
using Microsoft.Extensions.Logging;

namespace Firesteel.Cli.Platform;

/// <summary>A platform for one job: a free port, a directory of its own, and nothing left afterwards.</summary>
internal sealed class TemporaryPlatform : IAsyncDisposable
{
    private readonly ILoggerFactory _loggers;
    private readonly string _directory;

    private TemporaryPlatform(EmbeddedPlatform platform, ILoggerFactory loggers, string directory) => (Platform, _loggers, _directory) = (platform, loggers, directory);

    public EmbeddedPlatform Platform { get; }

    public string Kubeconfig => new PlatformPaths(_directory).Kubeconfig;

    public static async Task<TemporaryPlatform> StartAsync(RuntimeSet runtimes, bool simulate, string[] images, bool verbose, bool history, Terminal terminal, CancellationToken stop)
    {
        var directory = Directory.CreateTempSubdirectory("firesteel-").FullName;
        var loggers = PlatformLogging.Create(verbose);
        try
        {
            var paths = new PlatformPaths(directory);
            var platform = await EmbeddedPlatform.StartAsync(
                new PlatformOptions(paths, 0, paths.Kubeconfig, runtimes.Runtimes, Simulate: simulate, StorePort: 0, HistoryPort: history ? 0 : null, Images: [.. images]),
                terminal.Time, loggers, stop);
            return new(platform, loggers, directory);
        }
        catch
        {
            loggers.Dispose();
            Directory.Delete(directory, recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Platform.DisposeAsync();
        _loggers.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
