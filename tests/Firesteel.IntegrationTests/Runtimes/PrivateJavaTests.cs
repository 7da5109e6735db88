using System.Security.Cryptography;
using Firesteel.Embedded.Runtimes;
using Firesteel.Embedded.Runtimes.Java;

namespace Firesteel.IntegrationTests.Runtimes;

/// <summary>Java fetched into the cache: from a catalogue of the test's own, and through an apt-get and a dpkg that play their part.</summary>
public sealed class PrivateJavaTests : IDisposable
{
    private readonly JavaMachine _machine = new();

    [Fact]
    public async Task Temurins_archive_is_checked_unpacked_and_found_the_next_time()
    {
        await using var catalogue = await JavaCatalogue.StartAsync(await ArchiveAsync());
        using var http = new HttpClient();
        var java = await new TemurinJava(http, catalogue.Address).InstallAsync(_machine.Search(download: true), CancellationToken.None);
        java.Version.ShouldBe(17);
        _machine.Told.ShouldHaveSingleItem().ShouldContain($"{catalogue.Address}jre.tar.gz into {_machine.Cache.Java}");
        (await JavaSearch.FindAsync(_machine.Search(), CancellationToken.None)).Found!.Path.ShouldBe(java.Path);
        Directory.EnumerateFileSystemEntries(_machine.Cache.Downloads).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_archive_that_is_cut_is_continued()
    {
        await using var catalogue = await JavaCatalogue.StartAsync(await ArchiveAsync(), cutFirst: true);
        using var http = new HttpClient();
        (await new TemurinJava(http, catalogue.Address).InstallAsync(_machine.Search(download: true), CancellationToken.None)).Version.ShouldBe(17);
        catalogue.Ranges.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_damaged_archive_is_refused_and_deleted()
    {
        await using var catalogue = await JavaCatalogue.StartAsync(await ArchiveAsync(), sum: Convert.ToHexStringLower(SHA256.HashData("another"u8)));
        using var http = new HttpClient();
        var failed = await Should.ThrowAsync<IOException>(() => new TemurinJava(http, catalogue.Address).InstallAsync(_machine.Search(download: true), CancellationToken.None));
        failed.Message.ShouldContain("SHA-256 differs; it was deleted");
        Directory.EnumerateFileSystemEntries(_machine.Cache.Downloads).ShouldBeEmpty();
        Directory.Exists(_machine.Cache.Java).ShouldBeFalse();
    }

    [Fact]
    public async Task A_catalogue_that_says_something_else_is_one_line()
    {
        await using var catalogue = await JavaCatalogue.StartAsync(await ArchiveAsync(), answer: "[]");
        using var http = new HttpClient();
        var failed = await Should.ThrowAsync<IOException>(() => new TemurinJava(http, catalogue.Address).InstallAsync(_machine.Search(download: true), CancellationToken.None));
        failed.Message.ShouldContain("does not describe a Java runtime");
    }

    [Fact]
    public async Task Debians_package_is_unpacked_into_the_cache_with_the_settings_that_it_links_to()
    {
        _machine.Program("apt-get", """
            here=$(pwd)
            case "$*" in
              *update) touch lists/debian_Packages ;;
              *--print-uris*jre-headless) echo "'http://deb.example.org/jre.deb' jre.deb 43000000 SHA256:ab" ;;
              *download*) touch jre.deb ;;
            esac
            """);
        _machine.Program("dpkg", """
            home="$3/usr/lib/jvm/java-17-openjdk-amd64"
            mkdir -p "$home/bin" "$home/conf" "$3/etc/java-17-openjdk"
            printf '#!/bin/sh\necho "openjdk version \\"17.0.15\\"" >&2\n' > "$home/bin/java"
            chmod 700 "$home/bin/java"
            echo settings > "$3/etc/java-17-openjdk/net.properties"
            ln -s /etc/java-17-openjdk/net.properties "$home/conf/net.properties"
            """);
        using var http = new HttpClient();
        var set = await RuntimeSet.PrepareAsync([], required: false, _machine.Search(download: true), http, CancellationToken.None);
        set.Problems.ShouldNotContain(problem => problem.What.StartsWith("Java", StringComparison.Ordinal));
        set.Found.ShouldHaveSingleItem().ShouldContain(_machine.Cache.Java);
        _machine.Told.ShouldContain(line => line.Contains("jre.deb, 43 MB) from http://deb.example.org/jre.deb", StringComparison.Ordinal));
        File.ReadAllText(Path.Combine(_machine.Cache.Java, "debian-17", "conf", "net.properties")).Trim().ShouldBe("settings");
        Directory.EnumerateFileSystemEntries(_machine.Cache.Downloads).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_machine_without_network_says_so_and_leaves_nothing()
    {
        _machine.Program("apt-get", "exit 0"); // as apt-get update does: failed repositories are warnings
        _machine.Program("dpkg", "exit 0");
        var failed = await Should.ThrowAsync<IOException>(() => new DebianJava().InstallAsync(_machine.Search(download: true), CancellationToken.None));
        failed.Message.ShouldBe("apt-get reaches none of its repositories");
        Directory.EnumerateFileSystemEntries(_machine.Cache.Downloads).ShouldBeEmpty();
    }

    public void Dispose() => _machine.Dispose();

    private async Task<byte[]> ArchiveAsync()
    {
        var home = _machine.Java("packed/jdk-17.0.15+6-jre", "17.0.15");
        File.WriteAllText(Path.Combine(home, "release"), new string('x', 100_000));
        var file = Path.Combine(Path.GetDirectoryName(home)!, "jre.tar.gz");
        var (exitCode, output) = await Executables.RunAsync("tar", ["-czf", file, "-C", Path.GetDirectoryName(home)!, Path.GetFileName(home)], CancellationToken.None);
        exitCode.ShouldBe(0, output);
        return await File.ReadAllBytesAsync(file);
    }
}
