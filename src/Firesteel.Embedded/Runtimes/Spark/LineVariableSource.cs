using Firesteel.Kube.Problems;

namespace Firesteel.Embedded.Runtimes.Spark;

/// <summary><c>FIRESTEEL_SPARK_HOME_3_5</c>, <c>FIRESTEEL_SPARK_HOME_4_1</c>.</summary>
internal sealed class LineVariableSource : ISparkSource
{
    public Task<SparkHome?> FindAsync(SparkLine line, RuntimeSearch search, CancellationToken stop)
    {
        var variable = line.EnvironmentVariable;
        if (search.Environment(variable) is not { Length: > 0 } path)
            return Task.FromResult<SparkHome?>(null);
        var home = SparkHome.Read(path, variable);
        return home is not null && line.Holds(home.Version)
            ? Task.FromResult<SparkHome?>(home)
            : throw new ProblemException(new Problem(Location.Option(variable),
                home is null ? $"{path} holds no Spark distribution" : $"{path} holds Spark {home.Version}, not {line.Name}", $"set it to the directory of a Spark {line.Name} distribution, or unset it"));
    }
}
