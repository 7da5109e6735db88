using System.Buffers;
using System.Net;
using System.Text;
using Firesteel.History.Rest.Json;

namespace Firesteel.History.Rest;

/// <summary>An answer before it goes over a wire: small ones as bytes, downloads as a writer.</summary>
public sealed record RestAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    public string? Location { get; init; }

    public string? ContentDisposition { get; init; }

    /// <summary>The log was still being read: how much of its stored bytes the answer rests on. Null: on all of it.</summary>
    public LogProgress? Progress { get; init; }

    /// <summary>Writes the body instead of <see cref="Body"/>.</summary>
    public Action<Stream>? Stream { get; init; }

    internal static RestAnswer Json(Action<JacksonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        write(new JacksonWriter(buffer));
        return new(200, "application/json", buffer.WrittenMemory);
    }

    internal static RestAnswer Redirect(string location) => new(302, RestException.Html, default) { Location = location };

    internal static RestAnswer Failure(RestException failure, string path) => failure.ContentType == RestException.Html
        ? new(failure.Status, failure.ContentType, Encoding.Latin1.GetBytes(ErrorPage(failure, path)))
        : new(failure.Status, failure.ContentType, Encoding.UTF8.GetBytes(failure.Message));

    private static string ErrorPage(RestException failure, string path) => $"""
        <html>
        <head>
        <meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
        <title>Error {failure.Status} {failure.Message}</title>
        </head>
        <body><h2>HTTP ERROR {failure.Status} {failure.Message}</h2>
        <table>
        <tr><th>URI:</th><td>{WebUtility.HtmlEncode(path)}</td></tr>
        <tr><th>STATUS:</th><td>{failure.Status}</td></tr>
        <tr><th>MESSAGE:</th><td>{failure.Message}</td></tr>
        </table>

        </body>
        </html>

        """;
}
