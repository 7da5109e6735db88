namespace Firesteel.Embedded.Runtimes.Spark;

/// <summary>Apache's archive or a mirror of it: <c>BASE/spark-VERSION/spark-VERSION-bin-hadoop3.tgz</c> with its <c>.sha512</c>.</summary>
internal sealed class ApacheSource(HttpClient http) : ISparkSource
{
    public async Task<SparkHome?> FindAsync(SparkLine line, RuntimeSearch search, CancellationToken stop)
    {
        if (!search.Download)
            return null;
        var name = $"spark-{line.Release}-bin-hadoop3.tgz";
        var address = new Uri($"{search.Mirror}/spark-{line.Release}/{name}");
        var file = Path.Combine(search.Cache.Downloads, name);
        var target = Path.Combine(search.Cache.Spark, line.Release);
        search.Tell($"fetching Spark {line.Release} (about 450 MB) from {address} into {target}");

        // The checksum is Apache's own even when the archive comes from a mirror.
        var sum = ParseHash(await TextAsync(new Uri($"{RuntimeSearch.ApacheArchive}/spark-{line.Release}/{name}.sha512"), stop));
        if (!File.Exists(file) || !await Archive.HasHashAsync(file, sum, stop))
            await new Download(http).ToFileAsync(address, file, search.Progress, stop);
        if (!await Archive.HasHashAsync(file, sum, stop))
        {
            File.Delete(file);
            throw new IOException($"{address} is not what Apache published: its SHA-512 differs; it was deleted");
        }

        await Archive.UnpackAsync(file, target, stripComponents: 1, stop);
        File.Delete(file);
        return SparkHome.Read(target, address.Host);
    }

    /// <summary>Apache writes sums as <c>hex  file</c>, or as <c>file: HEX HEX …</c> over several lines.</summary>
    internal static string ParseHash(string text)
    {
        var tail = text.Contains(':', StringComparison.Ordinal) ? text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..] : text.Split(' ', 2)[0];
        return string.Concat(tail.Where(char.IsAsciiHexDigit));
    }

    private async Task<string> TextAsync(Uri address, CancellationToken stop)
    {
        try
        {
            return await http.GetStringAsync(address, stop);
        }
        catch (HttpRequestException refused)
        {
            throw new IOException($"{address} cannot be fetched: {refused.Message}", refused);
        }
    }
}
