using System.Buffers;
using System.Net;
using System.Text;
using Firesteel.History.Rest.Json;

namespace Firesteel.History.Rest;

/// <summary>An answer before it goes over a wire: small ones as bytes, long ones as bytes and what follows them, downloads as a writer.</summary>
public sealed record RestAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>What comes after <see cref="Body"/>; null when that is all.</summary>
    public JsonBody? Rest { get; init; }

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

    /// <param name="write">Pauses where it can go on later; what can fail fails before its first pause.</param>
    internal static RestAnswer Json(Func<JacksonWriter, IEnumerable<Pause>> write)
    {
        var body = new JsonBody(write);
        var first = body.Next();
        return new(200, "application/json", first) { Rest = body.Ended ? null : body };
    }

    internal static RestAnswer Array<T>(IEnumerable<T> items, Action<JacksonWriter, T> write) => Array(items, (json, item) =>
    {
        write(json, item);
        return [];
    });

    internal static RestAnswer Array<T>(IEnumerable<T> items, Func<JacksonWriter, T, IEnumerable<Pause>> write) => Json(json => Elements(json, items, write));

    /// <summary>The same with its whole body at hand.</summary>
    public RestAnswer Whole()
    {
        if (Rest is null)
            return this;
        var whole = new ArrayBufferWriter<byte>();
        for (var piece = Body; !piece.IsEmpty; piece = Rest.Ended ? default : Rest.Next())
            whole.Write(piece.Span);
        return this with { Body = whole.WrittenMemory, Rest = null };
    }

    internal static RestAnswer Redirect(string location) => new(302, RestException.Html, default) { Location = location };

    internal static RestAnswer Failure(RestException failure, string path) => failure.ContentType == RestException.Html
        ? new(failure.Status, failure.ContentType, Encoding.Latin1.GetBytes(ErrorPage(failure, path)))
        : new(failure.Status, failure.ContentType, Encoding.UTF8.GetBytes(failure.Message));

    private static IEnumerable<Pause> Elements<T>(JacksonWriter json, IEnumerable<T> items, Func<JacksonWriter, T, IEnumerable<Pause>> write)
    {
        json.StartArray();
        foreach (var item in items)
        {
            json.Element();
            foreach (var pause in write(json, item))
                yield return pause;
            yield return default;
        }

        json.EndArray();
    }

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
