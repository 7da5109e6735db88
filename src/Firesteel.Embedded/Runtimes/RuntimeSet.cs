using System.Collections.Immutable;
using Firesteel.Embedded.Runtimes.Java;
using Firesteel.Embedded.Runtimes.Spark;
using Firesteel.Kube.Problems;

namespace Firesteel.Embedded.Runtimes;

/// <summary>The Spark distributions that pods can use on this machine, with what is missing, all at once.</summary>
/// <param name="Found">One line for each thing that was taken and from where.</param>
public sealed record RuntimeSet(ImmutableArray<SparkRuntime> Runtimes, ImmutableArray<string> Found, ImmutableArray<Problem> Problems)
{
    /// <param name="lines">What is looked for; nothing else is unpacked or fetched.</param>
    /// <param name="required">A line that is nowhere is an error, and is fetched before it is one.</param>
    public static async Task<RuntimeSet> PrepareAsync(IReadOnlyCollection<SparkLine> lines, bool required, RuntimeSearch search, HttpClient http, CancellationToken stop)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var found = ImmutableArray.CreateBuilder<string>();
        problems.AddRange(MissingPrograms(search));

        var (java, unfit) = await JavaSearch.FindAsync(search, stop);
        if (java is null && search.Download)
            java = await FetchJavaAsync(search, http, unfit, problems, stop);
        else if (java is null)
            problems.Add(Prerequisite.Java.Missing(Describe(unfit)));
        if (java is not null)
            found.Add($"Java {java.Version}: {java.Path} ({java.Origin})");

        var python = Executables.Find("python3", search.Environment);
        if (python is null)
            problems.Add(Prerequisite.Python.Missing(severity: Severity.Warning));

        var runtimes = ImmutableArray.CreateBuilder<SparkRuntime>();
        foreach (var line in lines)
        {
            var home = await FindSparkAsync(line, required ? search : search with { Download = false }, http, problems, stop);
            if (home is not null)
            {
                found.Add($"Spark {home.Version}: {home.Path} ({home.Origin})");
                if (java is not null)
                    runtimes.Add(new(home.Version, home.Path, java.Path, python));
            }
            else if (required && problems.All(problem => problem.Where.Text != $"Spark {line.Name}"))
            {
                problems.Add(NoSpark(line));
            }
        }

        return new(runtimes.ToImmutable(), found.ToImmutable(), problems.ToImmutable());
    }

    private static async Task<SparkHome?> FindSparkAsync(
        SparkLine line, RuntimeSearch search, HttpClient http, ImmutableArray<Problem>.Builder problems, CancellationToken stop)
    {
        try
        {
            return await SparkSources.FindAsync(line, search, http, stop);
        }
        catch (ProblemException named)
        {
            problems.AddRange(named.Problems.Where(problem => !problems.Contains(problem)));
        }
        catch (IOException failed)
        {
            problems.Add(NoSpark(line) with { What = $"no Spark {line.Name} was found, and {failed.Message}" });
        }

        return null;
    }

    private static async Task<JavaHome?> FetchJavaAsync(
        RuntimeSearch search, HttpClient http, IReadOnlyList<JavaHome> unfit, ImmutableArray<Problem>.Builder problems, CancellationToken stop)
    {
        try
        {
            return await JavaSources.InstallAsync(search, http, stop);
        }
        catch (IOException failed)
        {
            var missing = Prerequisite.Java.Missing(Describe(unfit));
            problems.Add(missing with { What = $"{missing.What}; {failed.Message}" });
            return null;
        }
    }

    private static IEnumerable<Problem> MissingPrograms(RuntimeSearch search) =>
        new[] { ("unshare", Prerequisite.Unshare), ("tar", Prerequisite.Tar), ("xz", Prerequisite.Xz), ("bash", Prerequisite.Bash) }
            .Where(program => Executables.Find(program.Item1, search.Environment) is null)
            .Select(program => program.Item2.Missing());

    private static Problem NoSpark(SparkLine line) => new(
        new($"Spark {line.Name}"), $"no Spark {line.Name} was found on this machine",
        $"name one with --spark-home DIR or {line.EnvironmentVariable}, put an archive into FIRESTEEL_SPARK_BUNDLES, or: pip install pyspark=={line.Release}");

    private static string? Describe(IReadOnlyList<JavaHome> unfit) =>
        unfit.Count == 0 ? null : string.Join(", ", unfit.Select(java => $"Java {java.Version} at {java.Path}"));
}
