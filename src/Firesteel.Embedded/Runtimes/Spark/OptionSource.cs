using Firesteel.Kube.Problems;

namespace Firesteel.Embedded.Runtimes.Spark;

/// <summary><c>--spark-home DIR</c>, which may be given once for each line.</summary>
internal sealed class OptionSource : ISparkSource
{
    public Task<SparkHome?> FindAsync(SparkLine line, RuntimeSearch search, CancellationToken stop)
    {
        var homes = search.SparkHomes.Select(path => SparkHome.Read(path, "--spark-home") ?? throw new ProblemException(
            new Problem(Location.Option("--spark-home"), $"{path} holds no Spark distribution (no jars/spark-core_*.jar)", "name the directory that holds bin and jars"))).ToList();
        return Task.FromResult(homes.FirstOrDefault(home => line.Holds(home.Version)));
    }
}
