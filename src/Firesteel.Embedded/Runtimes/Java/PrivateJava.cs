using System.Runtime.InteropServices;

namespace Firesteel.Embedded.Runtimes.Java;

/// <summary>
/// A Java runtime of Firesteel's own, without root: Debian's package unpacked where <c>apt-get download</c> works, else Eclipse Temurin's archive.
/// </summary>
public sealed class PrivateJava(HttpClient http)
{
    private const string Package = "openjdk-17-jre-headless";

    /// <exception cref="IOException">Neither way worked; the message holds both reasons.</exception>
    public async Task<JavaHome> InstallAsync(RuntimeSearch search, CancellationToken stop)
    {
        string debian;
        try
        {
            return await FromDebianAsync(search, stop);
        }
        catch (IOException failed)
        {
            debian = failed.Message;
        }

        try
        {
            return await FromTemurinAsync(search, stop);
        }
        catch (IOException failed)
        {
            throw new IOException($"no private Java could be had: {debian}; {failed.Message}", failed);
        }
    }

    private static async Task<JavaHome> FromDebianAsync(RuntimeSearch search, CancellationToken stop)
    {
        if (Executables.Find("apt-get", search.Environment) is null || Executables.Find("dpkg", search.Environment) is null)
            throw new IOException("this is not a Debian or Ubuntu machine");
        var home = Path.Combine(search.Cache.Java, "debian-17");
        search.Tell($"fetching Java 17 (Debian's {Package}, about 44 MB) with apt-get download into {home}; nothing outside of it is changed");

        var work = Directory.CreateDirectory(Path.Combine(search.Cache.Downloads, $"apt-{Guid.NewGuid():N}")).FullName;
        try
        {
            foreach (var part in (string[])["lists/partial", "cache/archives/partial", "root"])
                Directory.CreateDirectory(Path.Combine(work, part));
            // Lists and cache of our own: an ordinary user may not write the system's.
            string[] own = ["-o", $"Dir::State::lists={work}/lists", "-o", $"Dir::Cache={work}/cache", "-o", "Debug::NoLocking=1", "-q"];
            await RunAsync("apt-get", [.. own, "update"], work, stop);
            await RunAsync("apt-get", [.. own, "download", Package], work, stop);
            var package = Directory.EnumerateFiles(work, "*.deb").FirstOrDefault() ?? throw new IOException("apt-get downloaded nothing");
            await RunAsync("dpkg", ["-x", package, Path.Combine(work, "root")], work, stop);
            var unpacked = Directory.EnumerateDirectories(Path.Combine(work, "root", "usr", "lib", "jvm")).First(directory => File.Exists(Path.Combine(directory, "bin", "java")));
            PointLinksInside(unpacked, Path.Combine(work, "root"));
            await PutInPlaceAsync(unpacked, home, stop);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }

        return await JavaHome.AskAsync(home, $"Debian's {Package}", stop) ?? throw new IOException($"the Java unpacked into {home} does not start");
    }

    private async Task<JavaHome> FromTemurinAsync(RuntimeSearch search, CancellationToken stop)
    {
        var architecture = RuntimeInformation.OSArchitecture switch { Architecture.Arm64 => "aarch64", _ => "x64" };
        var libc = File.Exists("/etc/alpine-release") ? "alpine-linux" : "linux";
        var address = new Uri($"https://api.adoptium.net/v3/binary/latest/17/ga/{libc}/{architecture}/jre/hotspot/normal/eclipse");
        var home = Path.Combine(search.Cache.Java, "temurin-17");
        search.Tell($"fetching Java 17 (Eclipse Temurin, about 45 MB) from {address} into {home}");

        var file = Path.Combine(search.Cache.Downloads, "temurin-17.tar.gz");
        var sum = await SumAsync(new Uri($"https://api.adoptium.net/v3/assets/latest/17/hotspot?architecture={architecture}&image_type=jre&os={libc}&vendor=eclipse"), stop);
        await new Download(http).ToFileAsync(address, file, search.Progress, stop);
        if (!await Archive.HasHashAsync(file, sum, stop))
        {
            File.Delete(file);
            throw new IOException($"{address} is not what Eclipse published: its SHA-256 differs; it was deleted");
        }

        await Archive.UnpackAsync(file, home, stripComponents: 1, stop);
        File.Delete(file);
        return await JavaHome.AskAsync(home, "Eclipse Temurin", stop) ?? throw new IOException($"the Java unpacked into {home} does not start");
    }

    private async Task<string> SumAsync(Uri assets, CancellationToken stop)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(await http.GetStringAsync(assets, stop));
            return document.RootElement[0].GetProperty("binary").GetProperty("package").GetProperty("checksum").GetString()!;
        }
        catch (Exception failed) when (failed is HttpRequestException or System.Text.Json.JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new IOException($"{assets.Host} does not answer: {failed.Message}", failed);
        }
    }

    /// <summary>Debian's package links its settings to <c>/etc/java-17-openjdk/…</c>, which exists only where the package is installed.</summary>
    private static void PointLinksInside(string home, string root)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(home, "*", SearchOption.AllDirectories).ToList())
        {
            if (File.ResolveLinkTarget(path, returnFinalTarget: false) is not { } link || new FileInfo(path).LinkTarget is not ['/', ..] target || File.Exists(target))
                continue;
            var inside = root + target;
            File.Delete(path);
            if (Directory.Exists(inside))
                CopyDirectory(inside, path);
            else if (File.Exists(inside))
                File.Copy(inside, path);
        }
    }

    private static void CopyDirectory(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task PutInPlaceAsync(string unpacked, string home, CancellationToken stop)
    {
        await File.WriteAllTextAsync(Path.Combine(unpacked, Archive.CompleteMark), "", stop);
        if (Directory.Exists(home))
            Directory.Delete(home, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(home)!);
        Directory.Move(unpacked, home);
    }

    private static async Task RunAsync(string program, string[] arguments, string directory, CancellationToken stop)
    {
        var (exitCode, output) = await Executables.RunAsync(program, arguments, stop, directory);
        if (exitCode != 0)
            throw new IOException($"{program} {arguments[^1]} failed: {output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault()?.Trim()}");
    }
}
