using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Requests;

/// <summary>Where the next page of a list starts.</summary>
/// <param name="Revision">Of the first page; 0 or less when the rest comes from the present.</param>
/// <param name="Start">Key of the last object of the page before.</param>
internal sealed record ContinueToken(long Revision, string Start)
{
    private const string Version = "meta.k8s.io/v1";
    private const string Bad = "invalid continue token: continue key is not valid: ";

    public string Encode() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(new JsonObject { ["v"] = Version, ["rv"] = Revision, ["start"] = Start + "\0" }.ToJsonString()));

    /// <exception cref="ApiException">400.</exception>
    public static ContinueToken Decode(string text)
    {
        byte[] bytes;
        try
        {
            var wrong = text.AsSpan().IndexOfAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
            if (wrong >= 0 || text.Length % 4 == 1)
                throw Statuses.BadRequest($"{Bad}illegal base64 data at input byte {(wrong >= 0 ? wrong : text.Length - 1)}");
            bytes = Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            throw Statuses.BadRequest($"{Bad}illegal base64 data at input byte {Math.Max(0, text.Length - 1)}");
        }

        JsonObject? token = null;
        try
        {
            token = JsonNode.Parse(bytes) as JsonObject;
        }
        catch (JsonException)
        {
            var first = bytes.Length == 0 ? "" : Encoding.Latin1.GetString(bytes, 0, 1);
            throw Statuses.BadRequest(Bad + (first.Length == 0 ? "unexpected end of JSON input" : $"invalid character '{first}' looking for beginning of value"));
        }

        if (token?["v"]?.ToString() is not Version and var version)
            throw Statuses.BadRequest($"{Bad}server does not recognize this encoded version {version}");
        var revision = token["rv"] is JsonValue number && number.TryGetValue(out long given) ? given : 0;
        var start = token["start"]?.ToString() ?? "";
        if (start.Length == 0)
            throw Statuses.BadRequest($"{Bad}encoded start key empty (encoding version meta.k8s.io/v1)");
        return new(revision, start.TrimEnd('\0'));
    }
}
