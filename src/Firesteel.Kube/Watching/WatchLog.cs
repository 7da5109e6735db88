using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging;

namespace Firesteel.Kube.Watching;

internal static partial class WatchLog
{
    [LoggerMessage(LogLevel.Information, "The server has forgotten version {Version} of {Kind}; listing again")]
    public static partial void VersionForgotten(this ILogger log, string kind, string? version);

    [LoggerMessage(LogLevel.Warning, "Following {Kind} was interrupted: {Failure} (failure {Failures} in a row)")]
    public static partial void Interrupted(this ILogger log, string kind, string failure, int failures);

    [LoggerMessage(LogLevel.Error, "An object of {Kind} could not be taken into the cache: {Key}")]
    public static partial void ObjectNotTaken(this ILogger log, Exception e, string kind, ObjectKey key);

    [LoggerMessage(LogLevel.Error, "A handler failed on a change of {Kind} {Key}")]
    public static partial void HandlerFailed(this ILogger log, Exception e, string kind, ObjectKey key);
}
