using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Firesteel.Cli.Platform;

/// <summary>Logs of the platform's parts: on standard error, warnings unless more is asked for.</summary>
internal static class PlatformLogging
{
    public static ILoggerFactory Create(bool verbose) => LoggerFactory.Create(log =>
    {
        log.SetMinimumLevel(verbose ? LogLevel.Information : LogLevel.Warning);
        log.AddFilter("Microsoft", LogLevel.Warning);
        Write(log);
    });

    /// <summary>Each on one line, on standard error.</summary>
    public static void Write(ILoggingBuilder log)
    {
        log.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.IncludeScopes = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.ColorBehavior = System.Console.IsErrorRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
        });
        log.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
