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
    private const int WorthCompressing = 32; // Jetty's bound

    /// <summary>Maps <c>/api/v1</c>, <c>/api/firesteel/v1</c>, Spark's links, <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c>.</summary>
    public static void MapHistory(this IEndpointRouteBuilder app, HistoryLibrary library)
    {
        var spark = new RestApi(library);
        var own = new FiresteelApi(library);
        app.Map("/api/v1/{**rest}", context => AnswerAsync(context, library, Patiently(spark, context.Request.Headers["Prefer"].ToString())));
        app.Map("/api/firesteel/v1/{**rest}", context => AnswerAsync(context, library, own.AnswerAsync));
        app.MapGet("/history", context => AnswerAsync(context, library, Link(library)));
        app.MapGet("/history/{app}", context => AnswerAsync(context, library, Link(library)));
        app.MapGet("/healthz", () => "ok\n");
        app.MapGet("/readyz", () => library.List.LastScan > 0 ? Results.Text("ok\n") : Results.Text("the first scan has not ended\n", statusCode: 503));
        app.MapGet("/metrics", () => Results.Text(HistoryMetrics.Write(library), "text/plain; version=0.0.4"));
    }

    /// <summary>The client takes gzip, and has not said by <c>q=0</c> that it does not.</summary>
    public static bool AcceptsGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);

    /// <summary>Error texts repeat the path as it was sent, with its escapes.</summary>
    private static string PathAsSent(HttpContext context) =>
        context.Features.Get<IHttpRequestFeature>()?.RawTarget is ['/', ..] target ? target.Split('?', 2)[0] : context.Request.Path.ToUriComponent();

    /// <summary>Who asks, as the reverse proxy says.</summary>
    public static Viewer ViewerOf(HttpContext context, AccessOptions access)
    {
        string? Header(string? name) => name is null || !context.Request.Headers.TryGetValue(name, out var value) ? null : value.ToString();
        var groups = Header(access.GroupsHeader)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return new Viewer(Header(access.UserHeader), [.. groups]);
    }

    private static Func<string, string, Viewer, CancellationToken, Task<RestAnswer>> Patiently(RestApi spark, string prefer) =>
        (path, query, viewer, stop) => spark.AnswerAsync(path, query, viewer, Patience.Parse(prefer), stop);

    private static Func<string, string, Viewer, CancellationToken, Task<RestAnswer>> Link(HistoryLibrary library) => (path, _, _, _) =>
        Task.FromResult(HistoryLinks.Answer(library, path) ?? RestAnswer.Failure(RestException.NoRoute(), path));

    private static async Task AnswerAsync(HttpContext context, HistoryLibrary library, Func<string, string, Viewer, CancellationToken, Task<RestAnswer>> answer)
    {
        var (request, response) = (context.Request, context.Response);
        var result = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            ? await answer(PathAsSent(context), request.QueryString.Value ?? "", ViewerOf(context, library.Options.Access), context.RequestAborted)
            : HttpMethods.IsOptions(request.Method) ? new RestAnswer(200, RestException.Text, default) : RestAnswer.Failure(RestException.NotAllowed(), PathAsSent(context));
        response.StatusCode = result.Status;
        response.Headers.CacheControl = result.ContentType == RestException.Html ? "must-revalidate,no-cache,no-store" : "no-cache, no-store, must-revalidate";
        response.Headers.XFrameOptions = "SAMEORIGIN";
        response.Headers.XXSSProtection = "1; mode=block";
        response.Headers.XContentTypeOptions = "nosniff";
        if (result.Status == StatusCodes.Status405MethodNotAllowed || HttpMethods.IsOptions(request.Method))
            response.Headers.Allow = "GET,OPTIONS";
        if (result.Progress is { } progress)
        {
            response.Headers["Preference-Applied"] = "wait";
            response.Headers["Firesteel-Log-Read"] = progress.ToString();
        }

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

        response.Headers.Vary = "Accept-Encoding";
        if (result.Body.Length >= WorthCompressing && AcceptsGzip(request))
        {
            response.Headers.ContentEncoding = "gzip";
            await using var zipped = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await WriteAsync(result, zipped, context.RequestAborted);
            return;
        }

        if (result.Rest is null)
            response.ContentLength = result.Body.Length;
        await WriteAsync(result, response.Body, context.RequestAborted);
    }

    private static async Task WriteAsync(RestAnswer answer, Stream body, CancellationToken stop)
    {
        await body.WriteAsync(answer.Body, stop);
        while (answer.Rest is { Ended: false } rest)
            await body.WriteAsync(rest.Next(), stop);
    }
}
