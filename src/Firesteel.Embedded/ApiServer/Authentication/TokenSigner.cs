using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Authentication;

/// <summary>JSON web tokens of service accounts, signed with ES256.</summary>
internal sealed class TokenSigner(ECDsa key) : IDisposable
{
    private readonly string _header = Encode("""{"alg":"ES256","typ":"JWT"}""");

    public string Sign(JsonObject claims)
    {
        var body = $"{_header}.{Encode(claims.ToJsonString())}";
        return $"{body}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256))}";
    }

    /// <returns>The claims, or null when this is no token of ours. Expiry is the caller's affair.</returns>
    public JsonObject? Verify(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !string.Equals(parts[0], _header, StringComparison.Ordinal))
            return null;
        try
        {
            if (!key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256))
                return null;
            return JsonNode.Parse(Base64Url.DecodeFromChars(parts[1])) as JsonObject;
        }
        catch (Exception e) when (e is FormatException or JsonException or CryptographicException)
        {
            return null;
        }
    }

    public void Dispose() => key.Dispose();

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
