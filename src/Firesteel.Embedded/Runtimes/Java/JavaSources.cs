using System.Collections.Immutable;

namespace Firesteel.Embedded.Runtimes.Java;

/// <summary>Where a missing Java is fetched from, in this order; the first that has it wins.</summary>
public static class JavaSources
{
    public static ImmutableArray<IJavaSource> Ordered(HttpClient http) => [new DebianJava(), new TemurinJava(http)];

    /// <exception cref="IOException">No place had it; the message holds every reason.</exception>
    public static async Task<JavaHome> InstallAsync(RuntimeSearch search, HttpClient http, CancellationToken stop)
    {
        var reasons = new List<string>();
        foreach (var source in Ordered(http))
        {
            try
            {
                return await source.InstallAsync(search, stop);
            }
            catch (IOException failed)
            {
                reasons.Add(failed.Message);
            }
        }

        throw new IOException($"none could be fetched: {string.Join("; ", reasons)}");
    }
}
