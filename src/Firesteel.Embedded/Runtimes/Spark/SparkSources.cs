using System.Collections.Immutable;

namespace Firesteel.Embedded.Runtimes.Spark;

/// <summary>Where Spark is looked for, in this order; the first that has the line wins.</summary>
public static class SparkSources
{
    public static ImmutableArray<ISparkSource> Ordered(HttpClient http) =>
    [
        new OptionSource(),
        new LineVariableSource(),
        new SparkHomeVariableSource(),
        new CacheSource(),
        new BundleSource(),
        new PysparkSource(),
        new ApacheSource(http),
    ];

    /// <returns>Null when no place has it.</returns>
    public static async Task<SparkHome?> FindAsync(SparkLine line, RuntimeSearch search, HttpClient http, CancellationToken stop)
    {
        foreach (var source in Ordered(http))
        {
            if (await source.FindAsync(line, search, stop) is { } home)
                return home;
        }

        return null;
    }
}
