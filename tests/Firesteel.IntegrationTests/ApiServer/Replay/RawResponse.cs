using System.IO.Compression;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>An answer with its body unpacked.</summary>
internal sealed record RawResponse(int Status, IReadOnlyDictionary<string, IReadOnlyList<string>> Headers, byte[] Body)
{
    public static async Task<RawResponse> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => (IReadOnlyList<string>)[.. pair.Value], StringComparer.Ordinal);
        var body = await response.Content.ReadAsByteArrayAsync();
        if (body.Length > 0 && headers.TryGetValue("content-encoding", out var encoding) && encoding is ["gzip"])
        {
            using var unpacked = new MemoryStream();
            await using (var zip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress))
                await zip.CopyToAsync(unpacked);
            body = unpacked.ToArray();
        }

        return new((int)response.StatusCode, headers, body);
    }
}
