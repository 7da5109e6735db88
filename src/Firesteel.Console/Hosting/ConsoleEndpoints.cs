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

    /// <summary>Maps <c>/</c>, <c>/history/…</c> and <c>/static/firesteel/…</c>.</summary>
    public static IEndpointRouteBuilder MapConsole(this IEndpointRouteBuilder app, HistoryLibrary library)
    {
        var site = new ConsoleSite(library);
        foreach (var pattern in (string[])["/", "/history/{**rest}", "/static/firesteel/{**rest}"])
            app.MapMethods(pattern, ["GET", "HEAD"], (HttpContext context) => AnswerAsync(site, library, context));
        return app;
    }

    private static async Task AnswerAsync(ConsoleSite site, HistoryLibrary library, HttpContext context)
    {
        var access = library.Options.Access;
        var viewer = new Viewer(
            access.UserHeader is { } user ? context.Request.Headers[user].ToString() : null,
            access.GroupsHeader is { } groups ? [.. context.Request.Headers[groups].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : []);
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
        response.Headers.CacheControl = answer.Immutable ? "public, max-age=31536000, immutable" : "no-cache";
        if (answer.Location is { } location)
        {
            response.Headers.Location = location;
            return;
        }

        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    /// <summary>Knox's header; only a path on this host is believed.</summary>
    private static string Prefix(HttpContext context) =>
        context.Request.Headers["X-Forwarded-Context"].ToString() is ['/', not '/', ..] forwarded && !forwarded.Contains('\\', StringComparison.Ordinal) ? forwarded : context.Request.PathBase.ToUriComponent();
}
