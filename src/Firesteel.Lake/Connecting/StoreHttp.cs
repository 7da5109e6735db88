using System.Net;
using System.Net.Http.Headers;
using Firesteel.Lake.Signing;

namespace Firesteel.Lake.Connecting;

/// <summary>Signed requests to one endpoint, answered with what the server really said.</summary>
/// <param name="credentials">Null asks anonymously.</param>
/// <param name="region">Signing region.</param>
public sealed class StoreHttp(HttpClient http, Uri endpoint, StoreCredentials? credentials, string region, TimeProvider time)
{
    /// <summary>Tries of a request that a server is too busy, or not yet up enough, to answer.</summary>
    private const int Tries = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    public Uri Endpoint { get; } = endpoint;

    public StoreCredentials? Credentials { get; } = credentials;

    /// <summary>The same endpoint asked by somebody else, or in another region.</summary>
    public StoreHttp As(StoreCredentials? other, string? otherRegion = null) => new(http, Endpoint, other, otherRegion ?? region, time);

    /// <summary>What is asked may be asked again: 429, 502, 503 and 504 are tried again, with growing pauses.</summary>
    /// <param name="target">Path and query, encoded, beginning with a slash.</param>
    /// <exception cref="HttpRequestException">No answer: not reachable, TLS, or no HTTP.</exception>
    public async Task<StoreAnswer> SendAsync(HttpMethod method, string target, byte[]? body = null, CancellationToken stop = default,
        string service = "s3", string? contentType = null, params (string Name, string Value)[] headers)
    {
        for (var tried = 1; ; tried++)
        {
            var answer = await SendOnceAsync(method, target, body, service, contentType, headers, stop);
            if (tried == Tries || answer.Status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout))
                return answer;
            await Task.Delay(FirstPause * (1 << (tried - 1)), time, stop);
        }
    }

    private async Task<StoreAnswer> SendOnceAsync(HttpMethod method, string target, byte[]? body, string service, string? contentType, (string Name, string Value)[] headers, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, new Uri(Endpoint.GetLeftPart(UriPartial.Authority) + target));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (contentType is not null)
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (Credentials is not null)
            SigV4Signer.Sign(request, body, Credentials, region, service, time.GetUtcNow());

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, stop);
        var named = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in response.Headers.Concat(response.Content.Headers))
            named[header.Key] = string.Join(',', header.Value);
        return new StoreAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(stop), response.Headers.Date, named);
    }
}
