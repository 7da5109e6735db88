using System.Security.Cryptography;
using System.Text;

namespace Firesteel.Lake.Signing;

/// <summary>
/// AWS Signature Version 4 in the Authorization header, for requests whose body is at hand: administration and probes.
/// Objects go through the SDK, which signs for itself.
/// </summary>
public static class SigV4Signer
{
    /// <summary>SHA-256 of nothing, in hexadecimal.</summary>
    public const string EmptyPayload = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>Adds X-Amz-Date, X-Amz-Content-Sha256, the token and the signature. The request's URI must be absolute and already encoded.</summary>
    /// <param name="service"><c>s3</c> for S3 and MinIO's administration, <c>iam</c> for AWS IAM.</param>
    public static void Sign(HttpRequestMessage request, ReadOnlySpan<byte> body, StoreCredentials credentials, string region, string service, DateTimeOffset now)
    {
        var uri = request.RequestUri!;
        var stamp = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'");
        var payload = body.IsEmpty ? EmptyPayload : Convert.ToHexStringLower(SHA256.HashData(body));
        request.Headers.TryAddWithoutValidation("x-amz-date", stamp);
        request.Headers.TryAddWithoutValidation("x-amz-content-sha256", payload);
        if (credentials.SessionToken is { } token)
            request.Headers.TryAddWithoutValidation("x-amz-security-token", token);

        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = uri.IsDefaultPort ? uri.IdnHost : $"{uri.IdnHost}:{uri.Port}" };
        foreach (var header in request.Headers.Where(h => h.Key.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)))
            headers[header.Key.ToLowerInvariant()] = string.Join(',', header.Value).Trim();

        var names = string.Join(';', headers.Keys);
        var canonical = string.Join('\n',
            [request.Method.Method, uri.AbsolutePath, CanonicalQuery(uri), .. headers.Select(h => $"{h.Key}:{h.Value}"), "", names, payload]);
        var scope = $"{stamp[..8]}/{region}/{service}/aws4_request";
        var toSign = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(SigningKey(credentials.SecretKey, stamp[..8], region, service), Encoding.UTF8.GetBytes(toSign)));
        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential={credentials.AccessKey}/{scope}, SignedHeaders={names}, Signature={signature}");
    }

    private static byte[] SigningKey(string secret, string day, string region, string service)
    {
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in (ReadOnlySpan<string>)[day, region, service, "aws4_request"])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return key;
    }

    private static string CanonicalQuery(Uri uri) =>
        string.Join('&', uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Contains('=') ? part : part + "=")
            .Order(StringComparer.Ordinal));
}
