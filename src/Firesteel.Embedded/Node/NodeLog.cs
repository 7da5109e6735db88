using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.Node;

internal static partial class NodeLog
{
    [LoggerMessage(LogLevel.Information, "Node {Node} is ready; {Ended} processes of an earlier start were ended")]
    public static partial void NodeReady(this ILogger log, string node, int ended);

    [LoggerMessage(LogLevel.Warning, "Pod {Pod}: {What} failed and is tried again: {Reason}")]
    public static partial void PodStepFailed(this ILogger log, string pod, string what, string reason);

    [LoggerMessage(LogLevel.Debug, "Pod {Pod}: container {Container} ended with exit code {Code}")]
    public static partial void ContainerEnded(this ILogger log, string pod, string container, int code);

    [LoggerMessage(LogLevel.Debug, "Pod {Pod} runs on {Node}")]
    public static partial void PodBound(this ILogger log, string pod, string node);

    [LoggerMessage(LogLevel.Warning, "Service {Service}: port {Port} cannot be opened on {Address}: {Reason}")]
    public static partial void ServicePortFailed(this ILogger log, string service, int port, string address, string reason);

    [LoggerMessage(LogLevel.Warning, "{What} failed and is tried again: {Reason}")]
    public static partial void StepFailed(this ILogger log, string what, string reason);
}
