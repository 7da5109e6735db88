using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Firesteel.TestKit.Stores;

/// <summary>A store in front of a store: passes everything on as it is, except what a fault answers. Signatures stay whole because Host does.</summary>
public sealed class FaultyStore : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    private FaultyStore(WebApplication application) => _application = application;

    public Uri Endpoint => new(_application.Urls.First());

    /// <param name="fault">An S3 error for a request, or null to pass it on.</param>
    /// <param name="trouble">What befalls the answer of a request that is passed on.</param>
    public static async Task<FaultyStore> StartAsync(Uri behind, Func<HttpRequest, (HttpStatusCode Status, string Code)?> fault, Func<HttpRequest, StoreTrouble?>? trouble = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var store = new FaultyStore(builder.Build());
        store._application.Run(context => store.AnswerAsync(context, behind, fault, trouble?.Invoke(context.Request) ?? new StoreTrouble()));
        await store._application.StartAsync();
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _http.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, Uri behind, Func<HttpRequest, (HttpStatusCode Status, string Code)?> fault, StoreTrouble trouble)
    {
        if (trouble.Delay > TimeSpan.Zero)
            await Task.Delay(trouble.Delay, TimeProvider.System, context.RequestAborted);
        if (fault(context.Request) is { } error)
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.StatusCode = (int)error.Status;
            context.Response.ContentType = "application/xml";
            await context.Response.WriteAsync($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{error.Code}</Code><Message>injected</Message></Error>");
            return;
        }

        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), behind.GetLeftPart(UriPartial.Authority) + target);
        if (context.Request.ContentLength is > 0 || context.Request.Headers.TransferEncoding.Count > 0)
            request.Content = new StreamContent(context.Request.Body);
        foreach (var header in context.Request.Headers.Where(h => !h.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase) && !h.Key.Equals("Expect", StringComparison.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, (IEnumerable<string?>)header.Value))
                request.Content?.Headers.TryAddWithoutValidation(header.Key, (IEnumerable<string?>)header.Value);
        }

        request.Headers.Host = context.Request.Host.Value;
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(h => !h.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)))
            context.Response.Headers[header.Key] = header.Value.ToArray();
        if (trouble.Body is not { } bytes)
        {
            await answer.Content.CopyToAsync(context.Response.Body);
            return;
        }

        var piece = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        await context.Response.Body.WriteAsync(piece.AsMemory(0, (int)Math.Min(bytes, piece.Length)), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (trouble.Stalls)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        context.Abort();
    }
}
