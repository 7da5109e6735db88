using System.Buffers;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Wire;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Requests;

/// <summary>Bodies of requests: their size, their media type, their bytes.</summary>
internal static class RequestBody
{
    /// <summary>3 MiB, as a real server has it.</summary>
    public const int Largest = 3 * 1024 * 1024;

    /// <exception cref="ApiException">413.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > Largest)
            throw TooLarge();
        var buffer = new ArrayBufferWriter<byte>((int)(request.ContentLength ?? 4096) + 1);
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.GetMemory(4096), request.HttpContext.RequestAborted).ConfigureAwait(false);
            if (read == 0)
                return buffer.WrittenMemory;
            buffer.Advance(read);
            if (buffer.WrittenCount > Largest)
                throw TooLarge();
        }
    }

    /// <summary>The media type of a body that holds an object; JSON when nothing is said.</summary>
    /// <exception cref="ApiException">415.</exception>
    public static string MediaType(HttpRequest request)
    {
        var header = request.ContentType;
        if (string.IsNullOrEmpty(header))
            return AnswerForm.Json;
        if (Parse(header) is { } type && Negotiation.MediaTypes.Contains(type))
            return type;
        throw Statuses.UnsupportedMediaType(Negotiation.MediaTypes);
    }

    /// <summary>A body in any of the three media types, whatever it holds.</summary>
    /// <exception cref="ApiException">400 or 415.</exception>
    public static JsonObject Decode(HttpRequest request, ReadOnlyMemory<byte> body) => BodyReader.Read(body, MediaType(request)).Object;

    /// <summary>Type and subtype in lower case; null for a header that is malformed.</summary>
    private static string? Parse(string header)
    {
        var pieces = header.Split(';');
        for (var i = 1; i < pieces.Length; i++)
        {
            var piece = pieces[i].Trim();
            // One trailing semicolon is let through.
            if (piece.Length == 0 ? i < pieces.Length - 1 : piece.IndexOf('=') <= 0)
                return null;
        }

        return pieces[0].Trim().ToLowerInvariant();
    }

    private static ApiException TooLarge() => Statuses.TooLarge($"Request entity too large: limit is {Largest}");
}
