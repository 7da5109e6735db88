using System.Diagnostics;
using System.Globalization;
using System.Net;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Bench;

/// <summary>
/// Very many keys on any S3 endpoint: writes them, lists all of them page by page, and lists with a delimiter. Prints a line of tab-separated figures:
/// keys, PUT/s, keys listed per second, the slowest page of the first and of the last tenth in ms, a page of common prefixes in ms, MiB resident after
/// writing and most resident while listing.
/// </summary>
internal sealed class StoreKeys(Uri endpoint, string user, string password, int serverProcess, int count)
{
    private const string Bucket = "bench-keys";
    private readonly SignedClient _client = new(endpoint, user, password);

    public static Task RunAsync(string[] arguments) =>
        new StoreKeys(new(arguments[0]), arguments[1], arguments[2], int.Parse(arguments[3], CultureInfo.InvariantCulture), int.Parse(arguments[4], CultureInfo.InvariantCulture)).RunAsync();

    private async Task RunAsync()
    {
        await _client.SendAsync(HttpMethod.Put, "/" + Bucket);
        var seconds = await SignedClient.EachAsync(count, 32, i => _client.SendAsync(HttpMethod.Put, $"/{Bucket}/table/day={i % 365:d3}/part-{i:d7}", body: []));
        var resident = SignedClient.Memory(serverProcess, "VmRSS");
        var pages = new List<double>();
        var (keys, most) = (0, resident);
        var all = Stopwatch.StartNew();
        for (string? token = ""; token is not null;)
        {
            var watch = Stopwatch.StartNew();
            var page = await _client.SendAsync(HttpMethod.Get, "/" + Bucket, "list-type=2" + (token.Length > 0 ? "&continuation-token=" + UriEncoding.Encode(token, false) : ""));
            pages.Add(watch.Elapsed.TotalMilliseconds);
            var text = System.Text.Encoding.UTF8.GetString(page);
            keys += text.Split("<Key>").Length - 1;
            if (pages.Count % 50 == 0)
                most = Math.Max(most, SignedClient.Memory(serverProcess, "VmRSS"));
            var at = text.IndexOf("<NextContinuationToken>", StringComparison.Ordinal);
            token = at < 0 ? null : WebUtility.HtmlDecode(text[(at + 23)..text.IndexOf("</NextContinuationToken>", StringComparison.Ordinal)]);
        }

        if (keys != count)
            throw new InvalidOperationException($"{keys} keys were listed, not {count}");
        var listing = all.Elapsed.TotalSeconds;
        var prefixes = Stopwatch.StartNew();
        await _client.SendAsync(HttpMethod.Get, "/" + Bucket, "list-type=2&delimiter=%2F&prefix=table%2F");
        var tenth = Math.Max(1, pages.Count / 10);
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{keys}\t{count / seconds:F0}\t{keys / listing:F0}\t{pages.Skip(1).Take(tenth).Max():F1}\t{pages.TakeLast(tenth).Max():F1}\t{prefixes.Elapsed.TotalMilliseconds:F0}\t{resident}\t{most}"));
    }
}
