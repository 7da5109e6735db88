using System.Collections.Immutable;
using System.IO.Compression;
using Firesteel.History.Api;
using Firesteel.History.Rest;
using Firesteel.History.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Firesteel.History.Hosting;

/// <summary>Puts the history server's addresses on an application, so that the console can stand beside them.</summary>
public static class HistoryEndpoints
{
    private const int WorthCompressing = 512;

    /// <summary>Maps <c>/api/v1</c>, <c>/api/firesteel/v1</c>, Spark's links, <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c>.</summary>
    public static void MapHistory(this IEndpointRouteBuilder app, HistoryLibrary library)
    {
        var spark = new RestApi(library);
        var own = new FiresteelApi(library);
        app.Map("/api/v1/{**rest}", context => AnswerAsync(context, library, spark.AnswerAsync));
        app.Map("/api/firesteel/v1/{**rest}", context => AnswerAsync(context, library, own.AnswerAsync));
        app.MapGet("/history", context => AnswerAsync(context, library, Link(library)));
        app.MapGet("/history/{app}", context => AnswerAsync(context, library, Link(library)));
        app.MapGet("/healthz", () => "ok\n");
        app.MapGet("/readyz", () => library.List.LastScan > 0 ? Results.Text("ok\n") : Results.Text("the first scan has not ended\n", statusCode: 503));
        app.MapGet("/metrics", () => Results.Text(HistoryMetrics.Write(library), "text/plain; version=0.0.4"));
    }

    /// <summary>Who asks, as the reverse proxy says.</summary>
    public static Viewer ViewerOf(HttpContext context, AccessOptions access)
    {
        string? Header(string? name) => name is null || !context.Request.Headers.TryGetValue(name, out var value) ? null : value.ToString();
        var groups = Header(access.GroupsHeader)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return new Viewer(Header(access.UserHeader), [.. groups]);
    }

    private static Func<string, string, Viewer, CancellationToken, Task<RestAnswer>> Link(HistoryLibrary library) => (path, _, _, _) =>
        Task.FromResult(HistoryLinks.Answer(library, path) ?? RestAnswer.Failure(RestException.NoRoute(), path));

    private static async Task AnswerAsync(HttpContext context, HistoryLibrary library, Func<string, string, Viewer, CancellationToken, Task<RestAnswer>> answer)
    {
        var (request, response) = (context.Request, context.Response);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return;
        }

        var result = await answer(request.Path.ToUriComponent(), request.QueryString.Value ?? "", ViewerOf(context, library.Options.Access), context.RequestAborted);
        response.StatusCode = result.Status;
        response.Headers.CacheControl = "no-cache, no-store, must-revalidate";
        response.Headers.XFrameOptions = "SAMEORIGIN";
        response.Headers.XXSSProtection = "1; mode=block";
        response.Headers.XContentTypeOptions = "nosniff";
        if (result.Location is not null)
        {
            response.Headers.Location = request.Headers["X-Forwarded-Context"] + result.Location;
            return;
        }

        response.ContentType = result.ContentType;
        if (result.ContentDisposition is not null)
            response.Headers.ContentDisposition = result.ContentDisposition;
        if (HttpMethods.IsHead(request.Method))
            return;
        if (result.Stream is { } stream)
        {
            context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true; // the zip writer is synchronous
            stream(response.Body);
            return;
        }

        if (result.Body.Length >= WorthCompressing && request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            response.Headers.ContentEncoding = "gzip";
            response.Headers.Vary = "Accept-Encoding";
            await using var zipped = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await zipped.WriteAsync(result.Body, context.RequestAborted);
            return;
        }

        response.ContentLength = result.Body.Length;
        await response.Body.WriteAsync(result.Body, context.RequestAborted);
    }
}
