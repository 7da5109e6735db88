namespace Firesteel.Embedded.Runtimes.Spark;

/// <summary><c>SPARK_HOME</c>, when it is of the line that is looked for.</summary>
internal sealed class SparkHomeVariableSource : ISparkSource
{
    public Task<SparkHome?> FindAsync(SparkLine line, RuntimeSearch search, CancellationToken stop) =>
        Task.FromResult(search.Environment("SPARK_HOME") is { Length: > 0 } path && SparkHome.Read(path, "SPARK_HOME") is { } home && line.Holds(home.Version) ? home : null);
}
