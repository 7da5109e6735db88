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

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public string Encode() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(new JsonObject { ["v"] = Version, ["rv"] = Revision, ["start"] = Start + "\0" }.ToJsonString()));

    /// <exception cref="ApiException">400.</exception>
    public static ContinueToken Decode(string text)
    {
        var wrong = text.AsSpan().IndexOfAnyExcept(Alphabet);
        if (wrong >= 0 || text.Length % 4 == 1)
            throw Statuses.BadRequest($"{Bad}illegal base64 data at input byte {(wrong >= 0 ? wrong : text.Length - 1)}");
        var bytes = Decoded(text);

        JsonObject? token;
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
        if (revision == 0)
            throw Statuses.BadRequest($"{Bad}incorrect encoded start resourceVersion (version {Version})");
        if (start.Length == 0)
            throw Statuses.BadRequest($"{Bad}encoded start key empty (version {Version})");
        // What would lead out of the kind's own keys.
        if (start.Split('/').Skip(start.StartsWith('/') ? 1 : 0).Any(step => step is "" or "." or ".."))
            throw Statuses.BadRequest(Bad + start);
        return new(revision, start.TrimEnd('\0'));
    }

    /// <summary>Like Go's decoder, and unlike .NET's, it does not mind bits left over in the last character.</summary>
    private static byte[] Decoded(string text)
    {
        var bytes = new byte[text.Length * 6 / 8];
        var (bits, held, at) = (0, 0, 0);
        foreach (var c in text)
        {
            bits = (bits << 6) | Alphabet.IndexOf(c, StringComparison.Ordinal);
            held += 6;
            if (held < 8)
                continue;
            held -= 8;
            bytes[at++] = (byte)(bits >> held);
            bits &= (1 << held) - 1;
        }

        return bytes;
    }
}
