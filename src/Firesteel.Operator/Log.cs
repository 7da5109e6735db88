using Microsoft.Extensions.Logging;

namespace Firesteel.Operator;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Operator watches {Namespaces}, {Workers} workers")]
    public static partial void Started(this ILogger log, string namespaces, int workers);

    [LoggerMessage(LogLevel.Information, "{Application}: {Before} -> {After}")]
    public static partial void StateChanged(this ILogger log, string application, string before, string after);

    [LoggerMessage(LogLevel.Information, "{Application}: driver {Driver} of submission {Submission} created")]
    public static partial void DriverCreated(this ILogger log, string application, string driver, string submission);

    [LoggerMessage(LogLevel.Information, "{Application}: driver {Driver} of submission {Submission} was there already and is adopted")]
    public static partial void DriverAdopted(this ILogger log, string application, string driver, string submission);

    [LoggerMessage(LogLevel.Warning, "{Application}: submission {Submission} refused: {Why}")]
    public static partial void SubmissionRefused(this ILogger log, string application, string submission, string why);

    [LoggerMessage(LogLevel.Debug, "{Application}: status was written by somebody else, deciding again")]
    public static partial void StatusConflict(this ILogger log, string application);
}
