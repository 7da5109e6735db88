namespace Firesteel.Embedded.Runtimes.Spark;

/// <summary>The <c>pyspark</c> package of the <c>python3</c> on the path: a whole distribution in itself.</summary>
internal sealed class PysparkSource : ISparkSource
{
    public async Task<SparkHome?> FindAsync(SparkLine line, RuntimeSearch search, CancellationToken stop)
    {
        if (Executables.Find("python3", search.Environment) is not { } python)
            return null;
        var (exitCode, output) = await Executables.RunAsync(
            python, ["-c", "import importlib.util as u; s = u.find_spec('pyspark'); print(s.submodule_search_locations[0] if s else '')"], stop);
        return exitCode == 0 && output.Trim() is { Length: > 0 } path && SparkHome.Read(path, $"pyspark of {python}") is { } home && line.Holds(home.Version) ? home : null;
    }
}
