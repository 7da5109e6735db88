using System.Globalization;
using System.Net;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Signing;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Bench;

/// <summary>Sends signed requests to any S3 endpoint. Bodies are signed as UNSIGNED-PAYLOAD, so the client costs little of the cores that it shares with the server.</summary>
internal sealed class SignedClient(Uri endpoint, string user, string password)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64, AutomaticDecompression = DecompressionMethods.None });
    private readonly SigningKeys _keys = new();

    /// <param name="expected">Bytes of the answer, which are counted and not kept.</param>
    public async Task<byte[]> SendAsync(HttpMethod method, string path, string query = "", byte[]? body = null, int? expected = null)
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

    /// <summary>Runs <paramref name="run"/> for 0 to <paramref name="count"/>, some at once; seconds.</summary>
    public static async Task<double> EachAsync(int count, int clients, Func<int, Task> run)
    {
        var next = -1;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                await run(i);
        }));
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>A line of <c>/proc/PID/status</c>, such as VmHWM or VmRSS, in MiB.</summary>
    public static long Memory(int process, string line) =>
        File.ReadLines($"/proc/{process}/status").Where(text => text.StartsWith(line + ":", StringComparison.Ordinal))
            .Select(text => long.Parse(text.AsSpan(line.Length + 1).Trim().TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture) / 1024).First();
}
