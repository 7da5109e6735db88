namespace Firesteel.Embedded.Runtimes.Java;

/// <summary>Looks for a Java that runs Spark: <c>JAVA_HOME</c>, the path, the usual directories, Firesteel's own.</summary>
public static class JavaSearch
{
    /// <returns>The runtime to use, or null with the ones that are too old or too new.</returns>
    public static async Task<(JavaHome? Found, IReadOnlyList<JavaHome> Unfit)> FindAsync(RuntimeSearch search, CancellationToken stop)
    {
        var unfit = new List<JavaHome>();
        foreach (var (home, origin) in Candidates(search))
        {
            if (await JavaHome.AskAsync(home, origin, stop) is not { } java)
                continue;
            if (java.RunsSpark)
                return (java, unfit);
            unfit.Add(java);
        }

        return (null, unfit);
    }

    private static IEnumerable<(string Home, string Origin)> Candidates(RuntimeSearch search)
    {
        if (search.Environment("JAVA_HOME") is { Length: > 0 } named)
            yield return (named, "JAVA_HOME");
        if (Executables.Find("java", search.Environment) is { } onPath && Resolve(onPath) is { } home)
            yield return (home, "PATH");
        foreach (var parent in search.JavaDirectories.Append(search.Cache.Java))
        {
            if (!Directory.Exists(parent))
                continue;
            foreach (var directory in Directory.EnumerateDirectories(parent).Order(StringComparer.Ordinal))
                yield return (directory, parent);
        }
    }

    /// <summary><c>/usr/bin/java</c> is a link to a link; the home is two above its end.</summary>
    private static string? Resolve(string java)
    {
        var target = new FileInfo(java).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? java;
        return Path.GetDirectoryName(Path.GetDirectoryName(target));
    }
}
