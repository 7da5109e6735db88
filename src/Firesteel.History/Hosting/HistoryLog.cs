using Microsoft.Extensions.Logging;

namespace Firesteel.History.Hosting;

internal static partial class HistoryLog
{
    [LoggerMessage(LogLevel.Debug, "Scanned {Source}: {Applications} applications, {Faults} faults, {Milliseconds:0} ms")]
    public static partial void Scanned(this ILogger log, string source, int applications, int faults, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "The scan failed and is tried again: {Reason}")]
    public static partial void ScanFailed(this ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "{Source} cannot be listed and is looked at again: {Reason}")]
    public static partial void SourceRefused(this ILogger log, string source, string reason);

    [LoggerMessage(LogLevel.Information, "Deleted by age or number: {Name}")]
    public static partial void Deleted(this ILogger log, string name);
}
