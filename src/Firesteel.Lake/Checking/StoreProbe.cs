using System.Collections.Immutable;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Text;
using Firesteel.Lake.Connecting;
using Firesteel.Lake.Rules;

namespace Firesteel.Lake.Checking;

/// <summary>Is somebody there, in TLS or not, at what time, and does it know the administrator? Each question rests on the one before.</summary>
/// <param name="bucket">Any bucket: it need not exist.</param>
internal sealed class StoreProbe(StoreHttp http, string region, string bucket, TimeProvider time)
{
    private static readonly TimeSpan AcceptedSkew = TimeSpan.FromMinutes(15);

    public async IAsyncEnumerable<ProbeResult> RunAsync([EnumeratorCancellation] CancellationToken stop = default)
    {
        var subject = Specification.EndpointText.Bare(http.Endpoint);
        var (answer, endpoint) = await ReachAsync(subject, stop);
        yield return endpoint;
        if (answer is null)
            yield break;

        if (answer.Date is { } theirs)
        {
            var skew = theirs - time.GetUtcNow();
            var clock = new ProbeResult(ProbeNames.Clock, subject, skew.Duration() < AcceptedSkew, "RequestTimeTooSkewed", "", Facts(("seconds", $"{skew.TotalSeconds:0}")));
            yield return clock;
            if (!clock.Ok)
                yield break;
        }

        // A bucket's listing, because MinIO takes any region for a list of buckets.
        var signed = await http.SendAsync(HttpMethod.Get, $"/{bucket}?list-type=2&max-keys=1", stop: stop);
        var (code, message) = signed.Ok ? ("", "") : signed.Error;
        // Not allowed, or no such bucket, is known and well signed all the same.
        yield return new ProbeResult(ProbeNames.Credentials, subject, signed.Ok || code is "AccessDenied" or "NoSuchBucket", code, message,
            Facts(("region", region), ("server-region", signed.Region ?? Expected(message))));
    }

    private async Task<(StoreAnswer? Answer, ProbeResult Result)> ReachAsync(string subject, CancellationToken stop)
    {
        try
        {
            var answer = await http.As(null).SendAsync(HttpMethod.Get, "/", stop: stop);
            var text = Encoding.UTF8.GetString(answer.Body.AsSpan(0, Math.Min(answer.Body.Length, 500)));
            return text.Contains("HTTP request to an HTTPS server", StringComparison.OrdinalIgnoreCase)
                ? (null, new ProbeResult(ProbeNames.Endpoint, subject, false, "http-to-tls"))
                : (answer, new ProbeResult(ProbeNames.Endpoint, subject, true));
        }
        catch (HttpRequestException failed)
        {
            return (null, new ProbeResult(ProbeNames.Endpoint, subject, false, Kind(failed), (failed.InnerException ?? failed).Message));
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, new ProbeResult(ProbeNames.Endpoint, subject, false, "timeout", "no answer in time"));
        }
    }

    private string Kind(HttpRequestException failed) => failed.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "unknown-host",
        HttpRequestError.SecureConnectionError when failed.InnerException is AuthenticationException { Message: var message } && message.Contains("certificate", StringComparison.OrdinalIgnoreCase) => "certificate",
        HttpRequestError.SecureConnectionError => "tls-to-http",
        HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded when http.Endpoint.Scheme == "http" => "http-to-tls",
        _ => "unreachable",
    };

    /// <summary>AWS and MinIO name their region in the words of the refusal.</summary>
    private static string Expected(string message)
    {
        var at = message.LastIndexOf("expecting '", StringComparison.Ordinal);
        return at < 0 ? "" : message[(at + 11)..].Split('\'')[0];
    }

    internal static ImmutableSortedDictionary<string, string> Facts(params ReadOnlySpan<(string Name, string Value)> facts)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in facts)
            builder[name] = value;
        return builder.ToImmutable();
    }
}
