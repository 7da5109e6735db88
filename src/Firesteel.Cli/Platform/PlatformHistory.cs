using Firesteel.Cli.Platform.Lake;
using Firesteel.Console.Hosting;
using Firesteel.History.Hosting;
using Firesteel.History.Logs;
using Firesteel.History.Serving;
using Firesteel.Lake.Specification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Firesteel.Cli.Platform;

/// <summary>The history server over a platform's event logs, with its pages.</summary>
internal static class PlatformHistory
{
    /// <summary>What is written is seen this soon; a platform is watched more closely than a cluster's bucket.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    public static Task<HistoryServer> StartAsync(PlatformPaths paths, PlatformLake lake, int port, TimeProvider time, ILoggerFactory loggers, CancellationToken stop)
    {
        var store = lake.Lake.Store;
        var options = new HistoryOptions
        {
            LogDirectories = [PlatformLakeFile.EventLogs],
            S3 = new S3Settings(EndpointText.Bare(store.Endpoint), store.Region, store.PathStyle, lake.Keys.AccessKey, lake.Keys.SecretKey),
            Port = port,
            CacheDirectory = paths.History,
            UpdateInterval = LookAgain,
        };
        return Listening.OnPortAsync("--history-port", port, () => HistoryServer.StartAsync(
            options, time, stop,
            prepare: builder => builder.Services.AddSingleton(loggers),
            extend: app => app.MapConsole(app.Services.GetRequiredService<HistoryLibrary>())));
    }
}
