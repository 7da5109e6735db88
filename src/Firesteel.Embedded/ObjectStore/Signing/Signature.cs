using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Firesteel.Embedded.ObjectStore.Signing;

/// <summary>The arithmetic of Signature Version 4. Source: AWS's "Authenticating Requests (AWS Signature Version 4)".</summary>
internal static class Signature
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>SHA-256 of nothing.</summary>
    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>Lower-case hexadecimal signature of a request.</summary>
    /// <param name="path">Canonical: encoded once.</param>
    /// <param name="query">Canonical: encoded and sorted.</param>
    /// <param name="payload">The value of <c>x-amz-content-sha256</c> or what stands for it.</param>
    public static string OfRequest(
        byte[] key, string date, string scope, string method, string path, string query, IHeaderDictionary headers, string[] signedHeaders, string payload)
    {
        var canonical = new ArrayBufferWriter<byte>(1024);
        Write(canonical, method);
        Write(canonical, "\n");
        Write(canonical, path);
        Write(canonical, "\n");
        Write(canonical, query);
        Write(canonical, "\n");
        foreach (var name in signedHeaders)
        {
            Write(canonical, name);
            Write(canonical, ":");
            WriteCollapsed(canonical, headers[name]);
            Write(canonical, "\n");
        }

        Write(canonical, "\n");
        for (var i = 0; i < signedHeaders.Length; i++)
        {
            Write(canonical, i == 0 ? "" : ";");
            Write(canonical, signedHeaders[i]);
        }

        Write(canonical, "\n");
        Write(canonical, payload);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(canonical.WrittenSpan, hash);
        return OfText(key, $"{Algorithm}\n{date}\n{scope}\n{Convert.ToHexStringLower(hash)}");
    }

    /// <param name="previous">The signature of the chunk before, at first that of the request.</param>
    public static string OfChunk(byte[] key, string date, string scope, string previous, string hashOfData) =>
        OfText(key, $"AWS4-HMAC-SHA256-PAYLOAD\n{date}\n{scope}\n{previous}\n{EmptyHash}\n{hashOfData}");

    /// <param name="previous">The signature of the last chunk.</param>
    public static string OfTrailer(byte[] key, string date, string scope, string previous, string hashOfTrailers) =>
        OfText(key, $"AWS4-HMAC-SHA256-TRAILER\n{date}\n{scope}\n{previous}\n{hashOfTrailers}");

    public static string OfText(byte[] key, string text)
    {
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text), mac);
        return Convert.ToHexStringLower(mac);
    }

    /// <summary>In constant time.</summary>
    public static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.Latin1.GetBytes(expected), Encoding.Latin1.GetBytes(given));

    /// <summary>Header values keep their bytes: the server reads and the signature hashes them as Latin-1.</summary>
    private static void Write(ArrayBufferWriter<byte> buffer, ReadOnlySpan<char> text)
    {
        var span = buffer.GetSpan(text.Length);
        buffer.Advance(Encoding.Latin1.GetBytes(text, span));
    }

    private static void WriteCollapsed(ArrayBufferWriter<byte> buffer, StringValues values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
                Write(buffer, ",");
            var value = values[i].AsSpan().Trim();
            while (value.IndexOf("  ", StringComparison.Ordinal) is >= 0 and var run)
            {
                Write(buffer, value[..(run + 1)]);
                value = value[(run + 1)..].TrimStart(' ');
            }

            Write(buffer, value);
        }
    }
}
