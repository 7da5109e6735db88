using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging;

namespace Firesteel.Kube.Leases;

internal static partial class LeaseLog
{
    [LoggerMessage(LogLevel.Information, "{Identity} leads: it holds the lease {Lease}")]
    public static partial void Elected(this ILogger log, string identity, ObjectKey lease);

    [LoggerMessage(LogLevel.Warning, "{Identity} lost the lease {Lease}")]
    public static partial void Lost(this ILogger log, string identity, ObjectKey lease);

    [LoggerMessage(LogLevel.Warning, "{Identity} could not take or renew the lease {Lease}: {Failure}")]
    public static partial void NotRenewed(this ILogger log, string identity, ObjectKey lease, string failure);

    [LoggerMessage(LogLevel.Information, "{Identity} could not give back the lease {Lease}: {Failure}")]
    public static partial void NotReleased(this ILogger log, string identity, ObjectKey lease, string failure);
}
