using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace Firesteel.Kube.Client;

/// <summary>Sends requests, again where that is safe, and turns refusals into <see cref="KubeException"/>.</summary>
internal sealed class KubeRequests(HttpClient http, TimeProvider time, ILogger logger, KubeClientOptions options)
{
    private readonly string server = http.BaseAddress?.AbsoluteUri.TrimEnd('/') ?? "";

    /// <param name="method">Of the request.</param>
    /// <param name="path">From <c>/api</c> or <c>/apis</c> on, with its query.</param>
    /// <param name="body">Made anew for each try.</param>
    /// <param name="isIdempotent">It may arrive twice.</param>
    /// <param name="streams">The body is read by the caller as it comes; otherwise it is here when this returns.</param>
    /// <exception cref="KubeException">A refusal, once trying again does not help.</exception>
    /// <exception cref="HttpRequestException">No answer.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, Func<HttpContent>? body, bool isIdempotent, bool streams, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan? retryAfter = null;
            string failure;
            try
            {
                var response = await SendOnceAsync(method, path, body, streams, stop).ConfigureAwait(false);
                if (response.IsSuccessStatusCode)
                    return response;
                using (response)
                {
                    retryAfter = RetryAfter(response.Headers.RetryAfter);
                    if (attempt >= options.MaxAttempts || !RetryRule.MayRepeat(response.StatusCode, isIdempotent, retryAfter is not null))
                        throw await KubeStatus.ReadAsync(response, method, path, retryAfter, stop).ConfigureAwait(false);
                    failure = $"answered {(int)response.StatusCode}";
                }
            }
            catch (HttpRequestException e) when (attempt < options.MaxAttempts && RetryRule.MayRepeat(e, isIdempotent))
            {
                failure = e.Message;
            }

            var delay = RetryRule.Delay(options, attempt, retryAfter, Random.Shared.NextDouble());
            logger.RequestRepeated(method.Method, Path(path), failure, attempt, delay);
            await Task.Delay(delay, time, stop).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpMethod method, string path, Func<HttpContent>? body, bool streams, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, server + path) { Content = body?.Invoke(), Version = http.DefaultRequestVersion, VersionPolicy = http.DefaultVersionPolicy };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (streams)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        using var timeout = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            try
            {
                if (!streams || !response.IsSuccessStatusCode)
                    await response.Content.LoadIntoBufferAsync(either.Token).ConfigureAwait(false);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.Unknown, $"{server} did not answer within {options.RequestTimeout.TotalSeconds:0} s");
        }
        catch (IOException e)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, $"{server} cut the connection", e);
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var delay = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }

    private static string Path(string pathAndQuery) => pathAndQuery.Split('?', 2)[0];
}
