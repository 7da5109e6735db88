using Microsoft.Extensions.Logging;

namespace Firesteel.Kube.Client;

internal static partial class ClientLog
{
    [LoggerMessage(LogLevel.Debug, "{Method} {Path} failed ({Failure}) at try {Attempt}; again in {Delay}")]
    public static partial void RequestRepeated(this ILogger log, string method, string path, string failure, int attempt, TimeSpan delay);
}
