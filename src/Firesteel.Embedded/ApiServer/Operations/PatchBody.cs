using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>The JSON of a patch that is no apply.</summary>
internal static class PatchBody
{
    /// <exception cref="ApiException">400.</exception>
    public static JsonNode? Parse(ReadOnlyMemory<byte> body, bool isJsonPatch)
    {
        try
        {
            return JsonNode.Parse(body.Span);
        }
        catch (JsonException)
        {
            throw Statuses.BadRequest("error decoding patch: " + (body.Length == 0 || !IsComplete(body.Span) ? "unexpected end of JSON input" : $"invalid character '{(char)FirstOther(body.Span)}' looking for beginning of value"));
        }
    }

    private static bool IsComplete(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            return true;
        }

        return false;
    }

    private static byte FirstOther(ReadOnlySpan<byte> body)
    {
        var at = body.IndexOfAnyExcept(" \t\r\n"u8);
        return at < 0 ? (byte)' ' : body[at];
    }
}
