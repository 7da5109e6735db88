using System.IO.Compression;
using Firesteel.History.Hosting;
using Firesteel.History.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Firesteel.Console.Hosting;

/// <summary>Puts the pages on a server beside the REST API.</summary>
public static class ConsoleEndpoints
{
    /// <summary>Pages run no foreign script and load nothing from elsewhere, whatever a log holds.</summary>
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    /// <summary>The REST server maps Spark's links itself, for servers without pages; where there are pages they answer.</summary>
    private const int BeforeLinks = -1;

    private const int WorthCompressing = 1024;

    /// <summary>Maps <c>/</c>, <c>/history/…</c> and <c>/static/firesteel/…</c>.</summary>
    public static IEndpointRouteBuilder MapConsole(this IEndpointRouteBuilder app, HistoryLibrary library)
    {
        var site = new ConsoleSite(library);
        foreach (var pattern in (string[])["/", "/history/{**rest}", "/static/firesteel/{**rest}"])
            app.MapMethods(pattern, ["GET", "HEAD"], (HttpContext context) => AnswerAsync(site, library, context)).WithOrder(BeforeLinks);
        return app;
    }

    private static async Task AnswerAsync(ConsoleSite site, HistoryLibrary library, HttpContext context)
    {
        var viewer = HistoryEndpoints.ViewerOf(context, library.Options.Access);
        var path = context.Request.Path.ToUriComponent();
        var answer = await site.AnswerAsync(path, context.Request.QueryString.Value ?? "", viewer, context.Request.Cookies["theme"], Prefix(context), context.RequestAborted);
        if (answer is null)
        {
            context.Response.StatusCode = 404;
            return;
        }

        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "SAMEORIGIN";
        response.Headers.CacheControl = answer.Immutable ? "public, max-age=31536000, immutable" : "no-cache";
        if (answer.Location is { } location)
        {
            response.Headers.Location = location;
            return;
        }

        response.ContentType = answer.ContentType;
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        if (answer.Body.Length >= WorthCompressing && HistoryEndpoints.AcceptsGzip(context.Request))
        {
            response.Headers.ContentEncoding = "gzip";
            response.Headers.Vary = "Accept-Encoding";
            await using var zipped = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await zipped.WriteAsync(answer.Body, context.RequestAborted);
            return;
        }

        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    /// <summary>Knox's header; only a path on this host is believed.</summary>
    private static string Prefix(HttpContext context) =>
        context.Request.Headers["X-Forwarded-Context"].ToString() is ['/', not '/', ..] forwarded && !forwarded.Contains('\\', StringComparison.Ordinal) ? forwarded : context.Request.PathBase.ToUriComponent();
}
