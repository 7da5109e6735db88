using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.ApiServer.Front;

internal static partial class FrontLog
{
    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed in the server")]
    public static partial void RequestFailed(this ILogger log, string method, string path, Exception error);

    [LoggerMessage(LogLevel.Information, "API server listens on {Address}")]
    public static partial void Listening(this ILogger log, Uri address);

    [LoggerMessage(LogLevel.Warning, "Definition {Definition} could not be followed; tried again in {Pause}")]
    public static partial void DefinitionFailed(this ILogger log, string definition, TimeSpan pause, Exception error);
}
