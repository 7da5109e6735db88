using System.Text;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Front;

/// <summary>Answers that are no objects.</summary>
internal static class PlainTexts
{
    public static Task PageNotFoundAsync(HttpContext http) => WriteAsync(http, 404, "404 page not found\n");

    public static async Task WriteAsync(HttpContext http, int code, string text, string contentType = "text/plain; charset=utf-8")
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = contentType;
        var body = Encoding.UTF8.GetBytes(text);
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
    }
}
