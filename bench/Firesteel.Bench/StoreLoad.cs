using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Bench;

/// <summary>
/// The same load on any S3 endpoint: 16 objects of 64 MiB by four clients, read four times, 10,000 of 4 KiB by 32, a listing of them. Prints a line of
/// tab-separated figures; of the large objects also the CPU seconds that the server spent on a GiB, which do not depend on what the client costs.
/// </summary>
internal sealed class StoreLoad(Uri endpoint, string user, string password, int serverProcess)
{
    private const string Bucket = "bench-store";
    private const int Clients = 4, Large = 16, Readings = 4, LargeSize = 64 << 20, Small = 10_000, SmallSize = 4096;
    private readonly SignedClient _client = new(endpoint, user, password);

    public static Task RunAsync(string[] arguments) =>
        new StoreLoad(new(arguments[0]), arguments[1], arguments[2], int.Parse(arguments[3], CultureInfo.InvariantCulture)).RunAsync();

    private async Task RunAsync()
    {
        await _client.SendAsync(HttpMethod.Put, "/" + Bucket);
        var large = RandomNumberGenerator.GetBytes(LargeSize);
        var small = RandomNumberGenerator.GetBytes(SmallSize);
        // Compiled and connected before the clock runs.
        await SignedClient.EachAsync(200, 32, i => _client.SendAsync(HttpMethod.Put, $"/{Bucket}/warm/{i:d6}", body: small));
        await SignedClient.EachAsync(200, 32, i => _client.SendAsync(HttpMethod.Get, $"/{Bucket}/warm/{i:d6}", expected: SmallSize));
        await PutLargeAsync(large);
        await GetLargeAsync(1);
        var (put, putCpu) = await MeasuredAsync(() => PutLargeAsync(large));
        var (get, getCpu) = await MeasuredAsync(() => GetLargeAsync(Readings));
        var putSmall = await SignedClient.EachAsync(Small, 32, i => _client.SendAsync(HttpMethod.Put, $"/{Bucket}/small/{i:d6}", body: small));
        var getSmall = await SignedClient.EachAsync(Small, 32, i => _client.SendAsync(HttpMethod.Get, $"/{Bucket}/small/{i:d6}", expected: SmallSize));
        var (keys, listing) = await ListAsync();
        var mebibytes = (double)Large * LargeSize / (1 << 20);
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{mebibytes / put:F0}\t{mebibytes * Readings / get:F0}\t{Small / putSmall:F0}\t{Small / getSmall:F0}\t{keys / listing:F0}\t{SignedClient.Memory(serverProcess, "VmHWM")}\t{putCpu / mebibytes * 1024:F2}\t{getCpu / (mebibytes * Readings) * 1024:F2}"));
    }

    private Task<double> PutLargeAsync(byte[] body) =>
        SignedClient.EachAsync(Large, Clients, i => _client.SendAsync(HttpMethod.Put, $"/{Bucket}/large/{i}", body: body));

    private Task<double> GetLargeAsync(int times) =>
        SignedClient.EachAsync(Large * times, Clients, i => _client.SendAsync(HttpMethod.Get, $"/{Bucket}/large/{i % Large}", expected: LargeSize));

    /// <returns>What <paramref name="run"/> returns, and the CPU seconds of the server meanwhile.</returns>
    private async Task<(double Seconds, double Cpu)> MeasuredAsync(Func<Task<double>> run)
    {
        using var server = Process.GetProcessById(serverProcess);
        var before = server.TotalProcessorTime;
        var seconds = await run();
        server.Refresh();
        return (seconds, (server.TotalProcessorTime - before).TotalSeconds);
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
                var page = await _client.SendAsync(HttpMethod.Get, "/" + Bucket, "list-type=2&prefix=small%2F" + (token.Length > 0 ? "&continuation-token=" + UriEncoding.Encode(token, false) : ""));
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
}
