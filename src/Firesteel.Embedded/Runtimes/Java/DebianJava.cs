namespace Firesteel.Embedded.Runtimes.Java;

/// <summary>Debian's or Ubuntu's own package, fetched and checked by <c>apt-get download</c> and unpacked beside the system instead of into it.</summary>
internal sealed class DebianJava : IJavaSource
{
    /// <summary>Debian 13 has no 17 any more.</summary>
    private static readonly int[] Versions = [17, 21];

    public async Task<JavaHome> InstallAsync(RuntimeSearch search, CancellationToken stop)
    {
        if (Executables.Find("apt-get", search.Environment) is not { } apt || Executables.Find("dpkg", search.Environment) is not { } dpkg)
            throw new IOException("this is not a Debian or Ubuntu machine");
        search.Tell($"Java {JavaHome.Oldest} is not on this machine; asking apt-get for a private one (package lists of about 10 MB come first); nothing outside of {search.Cache.Root} is changed");

        var work = Directory.CreateDirectory(Path.Combine(search.Cache.Downloads, $"apt-{Guid.NewGuid():N}")).FullName;
        try
        {
            foreach (var part in (string[])["lists/partial", "cache/archives/partial", "root"])
                Directory.CreateDirectory(Path.Combine(work, part));
            // Lists and cache of our own: an ordinary user may not write the system's.
            string[] own = ["-o", $"Dir::State::lists={work}/lists", "-o", $"Dir::Cache={work}/cache", "-o", "Debug::NoLocking=1", "-q"];
            await RunAsync(apt, [.. own, "update"], work, stop);
            if (!Directory.EnumerateFiles(Path.Combine(work, "lists")).Any())
                throw new IOException("apt-get reaches none of its repositories");

            var (version, offer) = await OfferAsync(apt, own, work, stop);
            var home = Path.Combine(search.Cache.Java, $"debian-{version}");
            search.Tell($"fetching Java {version} ({offer.File}, {Megabytes(offer.Bytes)}) from {offer.Address} into {home}");
            await RunAsync(apt, [.. own, "download", Package(version)], work, stop);
            var package = Directory.EnumerateFiles(work, "*.deb").FirstOrDefault() ?? throw new IOException("apt-get downloaded nothing");
            await RunAsync(dpkg, ["-x", package, Path.Combine(work, "root")], work, stop);
            var unpacked = Directory.EnumerateDirectories(Path.Combine(work, "root", "usr", "lib", "jvm")).FirstOrDefault(directory => File.Exists(Path.Combine(directory, "bin", "java")))
                ?? throw new IOException($"{offer.File} holds no Java");
            PackagedLinks.PointInside(unpacked, Path.Combine(work, "root"));
            await Archive.PutInPlaceAsync(unpacked, home, stop);
            return await JavaHome.AskAsync(home, offer.File, stop) ?? throw new IOException($"the Java unpacked into {home} does not start");
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>One line of <c>apt-get download --print-uris</c>: <c>'ADDRESS' FILE BYTES HASH</c>.</summary>
    internal static (Uri Address, string File, long Bytes)? ParseOffer(string output) =>
        output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is [['\'', .., '\''], _, _, ..] && long.TryParse(words[2], out _) && Uri.TryCreate(words[0].Trim('\''), UriKind.Absolute, out _))
            .Select(words => ((Uri, string, long)?)(new Uri(words[0].Trim('\'')), words[1], long.Parse(words[2])))
            .FirstOrDefault();

    private static async Task<(int Version, (Uri Address, string File, long Bytes) Offer)> OfferAsync(string apt, string[] own, string work, CancellationToken stop)
    {
        foreach (var version in Versions)
        {
            var (_, output) = await Executables.RunAsync(apt, [.. own, "download", "--print-uris", Package(version)], stop, work);
            if (ParseOffer(output) is { } offer)
                return (version, offer);
        }

        throw new IOException($"none of this machine's repositories has {string.Join(" or ", Versions.Select(Package))}");
    }

    private static string Package(int version) => $"openjdk-{version}-jre-headless";

    private static string Megabytes(long bytes) => $"{Math.Max(1, bytes / 1_000_000)} MB";

    private static async Task RunAsync(string program, string[] arguments, string directory, CancellationToken stop)
    {
        var (exitCode, output) = await Executables.RunAsync(program, arguments, stop, directory);
        if (exitCode != 0)
            throw new IOException($"{Path.GetFileName(program)} failed: {output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault()?.Trim()}");
    }
}
