using System.Security.Cryptography;
using System.Text;
using Firesteel.Kube.Objects;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Authentication;

/// <summary>Bearer tokens: the administrator's, and those of service accounts. Nothing else gets in.</summary>
internal sealed class Authenticator(string adminToken, ServiceAccountTokens accounts, Func<string, ObjectKey, KubeObject?> find)
{
    private readonly byte[] _admin = SHA256.HashData(Encoding.UTF8.GetBytes(adminToken));

    /// <returns>Null when the request has no valid token.</returns>
    public UserInfo? Authenticate(HttpRequest request) => Token(request) is { Length: > 0 } token ? Authenticate(token) : null;

    public UserInfo? Authenticate(string token) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token)), _admin) ? UserInfo.Admin : accounts.Authenticate(token, find);

    private static string? Token(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return header["Bearer ".Length..].Trim();
        return null;
    }
}
