using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Wire;
using Firesteel.Kube.Yaml;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Responses;

/// <summary>Encodes a JSON document as JSON, YAML or protobuf, indented and compressed where that was asked for.</summary>
internal static class ResponseWriter
{
    /// <summary>Smaller answers are not worth the time.</summary>
    private const int CompressFrom = 128 * 1024;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, IndentSize = 2, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="json">UTF-8, compact.</param>
    public static async Task WriteAsync(HttpContext http, int code, ReadOnlyMemory<byte> json, AnswerForm form)
    {
        var (body, contentType) = form.MediaType switch
        {
            AnswerForm.Yaml => (Encoding.UTF8.GetBytes(YamlWriter.Write(JsonNode.Parse(json.Span)!)), AnswerForm.Yaml),
            AnswerForm.Protobuf => (ProtobufCodec.Encode((JsonObject)JsonNode.Parse(json.Span)!), AnswerForm.Protobuf),
            _ => (form.Pretty ? Indent(json) : Line(json), AnswerForm.Json),
        };
        http.Response.StatusCode = code;
        http.Response.ContentType = contentType;
        await WriteBodyAsync(http, body).ConfigureAwait(false);
    }

    /// <summary>Sends bytes as they are, but compressed when they are many and the client takes gzip.</summary>
    public static async Task WriteBodyAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        if (body.Length > CompressFrom && AcceptsGzip(http.Request))
        {
            http.Response.Headers.ContentEncoding = "gzip";
            http.Response.Headers.Vary = "Accept-Encoding";
            if (HttpMethods.IsHead(http.Request.Method))
                return;
            var zip = new GZipStream(http.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await using (zip.ConfigureAwait(false))
                await zip.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
            return;
        }

        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Go's encoder ends a document with a line feed, and <c>kubectl --raw</c> prints it.</summary>
    private static byte[] Line(ReadOnlyMemory<byte> json)
    {
        var line = new byte[json.Length + 1];
        json.Span.CopyTo(line);
        line[^1] = (byte)'\n';
        return line;
    }

    private static bool AcceptsGzip(HttpRequest request)
    {
        foreach (var part in request.Headers.AcceptEncoding.ToString().Split(','))
        {
            if (part.AsSpan().Trim() is "gzip")
                return true;
        }

        return false;
    }

    private static ReadOnlyMemory<byte> Indent(ReadOnlyMemory<byte> json)
    {
        var buffer = new ArrayBufferWriter<byte>(json.Length * 2);
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        using (var document = JsonDocument.Parse(json))
            document.RootElement.WriteTo(writer);
        return buffer.WrittenMemory;
    }
}
