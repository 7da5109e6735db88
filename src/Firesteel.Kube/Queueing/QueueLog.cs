using Microsoft.Extensions.Logging;

namespace Firesteel.Kube.Queueing;

internal static partial class QueueLog
{
    [LoggerMessage(LogLevel.Warning, "Work on {Key} failed (failure {Failures} in a row); it comes back with back-off")]
    public static partial void WorkFailed(this ILogger log, Exception e, string? key, int failures);

    [LoggerMessage(LogLevel.Debug, "Work on {Key} met a newer version and comes back: {Conflict}")]
    public static partial void WorkOutdated(this ILogger log, string? key, string conflict);
}
