namespace Firesteel.Embedded.Runtimes.Spark;

/// <summary>What was unpacked before: the newest complete release of the line.</summary>
internal sealed class CacheSource : ISparkSource
{
    public Task<SparkHome?> FindAsync(SparkLine line, RuntimeSearch search, CancellationToken stop)
    {
        if (!Directory.Exists(search.Cache.Spark))
            return Task.FromResult<SparkHome?>(null);
        var newest = Directory.EnumerateDirectories(search.Cache.Spark)
            .Where(directory => line.Holds(Path.GetFileName(directory)) && Archive.IsComplete(directory))
            .Select(directory => SparkHome.Read(directory, "Firesteel's cache"))
            .OfType<SparkHome>()
            .MaxBy(home => Version.TryParse(home.Version, out var version) ? version : new Version());
        return Task.FromResult(newest);
    }
}
