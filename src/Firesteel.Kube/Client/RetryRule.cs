using System.Net;

namespace Firesteel.Kube.Client;

/// <summary>Whether a failed request may be sent again, and when. Pure.</summary>
internal static class RetryRule
{
    /// <summary>
    /// What a server answered. 429 was not handled, so anything may be repeated; a 5xx may have been, so only what is idempotent is,
    /// unless the server itself names a time.
    /// </summary>
    public static bool MayRepeat(HttpStatusCode status, bool isIdempotent, bool namesTime) => status switch
    {
        HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported => false,
        HttpStatusCode.ServiceUnavailable => isIdempotent || namesTime,
        >= HttpStatusCode.InternalServerError => isIdempotent,
        _ => false,
    };

    /// <summary>No answer: without a connection nothing was sent, a cut one leaves open whether it arrived.</summary>
    public static bool MayRepeat(HttpRequestException failure, bool isIdempotent) => failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => true,

        // A certificate that is wrong stays wrong.
        HttpRequestError.SecureConnectionError or HttpRequestError.UserAuthenticationError or HttpRequestError.VersionNegotiationError
            or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.ExtendedConnectNotSupported => false,
        _ => isIdempotent,
    };

    /// <param name="attempt">The failed one, counted from 1.</param>
    /// <param name="retryAfter">What the server asked for.</param>
    /// <param name="random">Between 0 and 1: spreads clients that failed together.</param>
    public static TimeSpan Delay(KubeClientOptions options, int attempt, TimeSpan? retryAfter, double random)
    {
        var backOff = Math.Min(options.MaxDelay.TotalSeconds, options.FirstDelay.TotalSeconds * Math.Pow(2, attempt - 1)) * (0.5 + (random / 2));
        if (retryAfter is not { } asked)
            return TimeSpan.FromSeconds(backOff);
        return asked > options.MaxRetryAfter ? options.MaxRetryAfter : asked + (TimeSpan.FromSeconds(backOff) / 4);
    }
}
