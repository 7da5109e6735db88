using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Signing;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Bench;

/// <summary>
/// The same load on any S3 endpoint: 16 objects of 64 MiB by four clients, 10,000 of 4 KiB by 32, a listing of them. Prints a line of
/// tab-separated figures. Bodies are signed as UNSIGNED-PAYLOAD, so the client costs little of the cores that it shares with the server.
/// </summary>
internal sealed class StoreLoad(Uri endpoint, string user, string password, int serverProcess)
{
    private const string Bucket = "bench-store";
    private const int Large = 16, LargeSize = 64 << 20, Small = 10_000, SmallSize = 4096;
    private static readonly HttpClient Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64, AutomaticDecompression = DecompressionMethods.None });

    public static Task RunAsync(string[] arguments) =>
        new StoreLoad(new(arguments[0]), arguments[1], arguments[2], int.Parse(arguments[3], CultureInfo.InvariantCulture)).RunAsync();

    private async Task RunAsync()
    {
        await SendAsync(HttpMethod.Put, "/" + Bucket);
        var large = RandomNumberGenerator.GetBytes(LargeSize);
        var small = RandomNumberGenerator.GetBytes(SmallSize);
        await EachAsync(200, 32, i => SendAsync(HttpMethod.Put, $"/{Bucket}/warm/{i:d6}", body: small)); // compiled and connected before the clock runs
        var put = await EachAsync(Large, 4, i => SendAsync(HttpMethod.Put, $"/{Bucket}/large/{i}", body: large));
        var get = await EachAsync(Large, 4, i => SendAsync(HttpMethod.Get, $"/{Bucket}/large/{i}", expected: LargeSize));
        var putSmall = await EachAsync(Small, 32, i => SendAsync(HttpMethod.Put, $"/{Bucket}/small/{i:d6}", body: small));
        var getSmall = await EachAsync(Small, 32, i => SendAsync(HttpMethod.Get, $"/{Bucket}/small/{i:d6}", expected: SmallSize));
        var (keys, listing) = await ListAsync();
        var mebibytes = (double)Large * LargeSize / (1 << 20);
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{mebibytes / put:F0}\t{mebibytes / get:F0}\t{Small / putSmall:F0}\t{Small / getSmall:F0}\t{keys / listing:F0}\t{PeakResident()}"));
    }

    private static async Task<double> EachAsync(int count, int clients, Func<int, Task> run)
    {
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                await run(i);
        }));
        return watch.Elapsed.TotalSeconds;
    }

    private async Task<(int Keys, double Seconds)> ListAsync()
    {
        const int rounds = 5;
        var keys = 0;
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < rounds; round++)
        {
            for (string? token = ""; token is not null;)
            {
                var page = await SendAsync(HttpMethod.Get, "/" + Bucket, "list-type=2&prefix=small%2F" + (token.Length > 0 ? "&continuation-token=" + UriEncoding.Encode(token, false) : ""));
                var text = System.Text.Encoding.UTF8.GetString(page);
                keys += text.Split("<Key>").Length - 1;
                var at = text.IndexOf("<NextContinuationToken>", StringComparison.Ordinal);
                token = at < 0 ? null : WebUtility.HtmlDecode(text[(at + 23)..text.IndexOf("</NextContinuationToken>", StringComparison.Ordinal)]);
            }
        }

        if (keys != rounds * Small)
            throw new InvalidOperationException($"{keys} keys were listed, not {rounds * Small}");
        return (keys, watch.Elapsed.TotalSeconds);
    }

    private async Task<byte[]> SendAsync(HttpMethod method, string path, string query = "", byte[]? body = null, int? expected = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var date = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = CredentialScope.Parse($"{user}/{now:yyyyMMdd}/us-east-1/s3/aws4_request")!;
        var headers = new HeaderDictionary { ["host"] = endpoint.Authority, ["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD", ["x-amz-date"] = date };
        string[] signed = ["host", "x-amz-content-sha256", "x-amz-date"];
        var signature = Signature.OfRequest(_keys.For(password, scope), date, scope.Text, method.Method, path, QueryParameters.Parse(query).Canonical(), headers, signed, "UNSIGNED-PAYLOAD");
        using var request = new HttpRequestMessage(method, new Uri(endpoint, path + (query.Length > 0 ? "?" + query : "")));
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={scope.AccessKey}/{scope.Text},SignedHeaders={string.Join(';', signed)},Signature={signature}");
        request.Headers.TryAddWithoutValidation("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        request.Headers.TryAddWithoutValidation("x-amz-date", date);
        if (body is not null)
            request.Content = new ByteArrayContent(body);
        using var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        if (expected is null)
            return await answer.Content.ReadAsByteArrayAsync();
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(256 * 1024);
        long total = 0;
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
            total += read;
        System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        return total == expected ? [] : throw new InvalidOperationException($"{path} had {total} bytes, not {expected}");
    }

    private readonly SigningKeys _keys = new();

    /// <summary>The most that the server had in memory so far, in MiB.</summary>
    private long PeakResident() =>
        File.ReadLines($"/proc/{serverProcess}/status").Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(line => long.Parse(line.AsSpan(6).Trim().TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture) / 1024).First();
}
