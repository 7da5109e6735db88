using Microsoft.Extensions.Logging;

namespace Firesteel.Kube.Events;

internal static partial class EventLog
{
    [LoggerMessage(LogLevel.Debug, "The event {Reason} about {Kind} {Name} was not told: {Failure}")]
    public static partial void EventNotTold(this ILogger log, string reason, string kind, string name, string failure);
}
