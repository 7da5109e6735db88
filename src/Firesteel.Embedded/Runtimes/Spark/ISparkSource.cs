namespace Firesteel.Embedded.Runtimes.Spark;

/// <summary>One place where a Spark distribution may be.</summary>
public interface ISparkSource
{
    /// <returns>Null when this place has nothing of the line; it is then the next one's turn.</returns>
    /// <exception cref="Kube.Problems.ProblemException">The user named this place and it is wrong: no other one is asked.</exception>
    Task<SparkHome?> FindAsync(SparkLine line, RuntimeSearch search, CancellationToken stop);
}
