namespace Firesteel.Embedded.Runtimes.Java;

/// <summary>Debian's package links its settings to <c>/etc/java-17-openjdk/…</c>, which exists only where the package is installed.</summary>
internal static class PackagedLinks
{
    /// <summary>Replaces links to absolute paths by copies of what the package has under <paramref name="root"/>.</summary>
    public static void PointInside(string home, string root)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(home, "*", SearchOption.AllDirectories).ToList())
        {
            if (new FileInfo(path).LinkTarget is not ['/', ..] target)
                continue;
            var inside = root + target;
            if (Directory.Exists(inside))
            {
                File.Delete(path);
                CopyDirectory(inside, path);
            }
            else if (File.Exists(inside))
            {
                File.Delete(path);
                File.Copy(inside, path);
            }
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
}
