using System.Runtime.InteropServices;
using System.Text.Json;

namespace Firesteel.Embedded.Runtimes.Java;

/// <summary>Eclipse Temurin's archive, for machines without apt. Its catalogue names address, size and SHA-256 of the newest release.</summary>
/// <param name="catalogue">Base address of Adoptium's API; a test names its own.</param>
public sealed class TemurinJava(HttpClient http, Uri? catalogue = null) : IJavaSource
{
    private readonly Uri _catalogue = catalogue ?? new Uri("https://api.adoptium.net/");

    public async Task<JavaHome> InstallAsync(RuntimeSearch search, CancellationToken stop)
    {
        var release = await NewestAsync(stop);
        var home = Path.Combine(search.Cache.Java, $"temurin-{JavaHome.Oldest}");
        search.Tell($"fetching Java {JavaHome.Oldest} (Eclipse Temurin, {Math.Max(1, release.Bytes / 1_000_000)} MB) from {release.Address} into {home}");

        var file = Path.Combine(search.Cache.Downloads, release.File);
        await new Download(http).ToFileAsync(release.Address, file, search.Progress, stop);
        if (!await Archive.HasHashAsync(file, release.Sha256, stop))
        {
            File.Delete(file);
            throw new IOException($"{release.Address} is not what Eclipse published: its SHA-256 differs; it was deleted");
        }

        await Archive.UnpackAsync(file, home, stripComponents: 1, stop);
        File.Delete(file);
        return await JavaHome.AskAsync(home, "Eclipse Temurin", stop) ?? throw new IOException($"the Java unpacked into {home} does not start");
    }

    private async Task<(Uri Address, string File, long Bytes, string Sha256)> NewestAsync(CancellationToken stop)
    {
        var architecture = RuntimeInformation.OSArchitecture switch { Architecture.Arm64 => "aarch64", _ => "x64" };
        var system = File.Exists("/etc/alpine-release") ? "alpine-linux" : "linux";
        var assets = new Uri(_catalogue, $"v3/assets/latest/{JavaHome.Oldest}/hotspot?architecture={architecture}&image_type=jre&os={system}&vendor=eclipse");
        try
        {
            using var document = JsonDocument.Parse(await http.GetStringAsync(assets, stop));
            var package = document.RootElement[0].GetProperty("binary").GetProperty("package");
            // The name becomes a file of ours: only its last part counts.
            return (new Uri(package.GetProperty("link").GetString()!), Path.GetFileName(package.GetProperty("name").GetString()!), package.GetProperty("size").GetInt64(), package.GetProperty("checksum").GetString()!);
        }
        catch (HttpRequestException failed)
        {
            throw new IOException($"{assets.Host} does not answer: {failed.Message}", failed);
        }
        catch (Exception failed) when (failed is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or UriFormatException or ArgumentNullException or FormatException)
        {
            throw new IOException($"{assets} does not describe a Java runtime for this machine", failed);
        }
    }
}
