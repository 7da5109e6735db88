using System.Collections.Immutable;

namespace Firesteel.Spark.Submission.Releases;

/// <summary>
/// The one table of version differences. Sources: Spark's released programs 3.5.7 and 4.1.0 (recorded), 4.0.0 (read).
/// </summary>
public static class SparkReleases
{
    private static readonly SparkRelease Line35 = new("3.5.7")
    {
        ClaimsAreReadWriteOnce = true,
        ChecksPythonVersion = true,
        OtherMasters = "spark, mesos, k8s, or local",
    };

    private static readonly SparkRelease Line40 = new("4.0.0")
    {
        ReplacesPlaceholdersInLabels = true,
        ReadsMinimumOverhead = true,
        HasRichVolumes = true,
        LoadsDefaultsOnRequest = true,
        ReadsOctalIntegers = true,
        ChecksPythonVersion = true,
        HasErrorClasses = true,
    };

    private static readonly SparkRelease Line41 = Line40 with
    {
        Version = "4.1.0",
        DeclaresConnectPort = true,
        ReplacesVersionInImage = true,
        HonoursExcludedSteps = true,
        RefusesMalformedText = true,
        ChecksPythonVersion = false,
    };

    /// <summary>Oldest first. A version takes the last row that is not newer than it, an older one the first.</summary>
    public static ImmutableArray<SparkRelease> Rows { get; } = [Line35, Line40, Line41];

    /// <summary>The release of a version such as <c>3.5.7</c>, <c>4.1</c> or <c>4.1.0-preview</c>; the version text is kept for labels.</summary>
    /// <returns>Null when the text is no version.</returns>
    public static SparkRelease? Find(string version)
    {
        var numbers = version.Split('-', '+')[0];
        if (!System.Version.TryParse(numbers.Contains('.') ? numbers : numbers + ".0", out var asked))
            return null;
        var line = new Version(asked.Major, asked.Minor);
        var row = Rows.LastOrDefault(candidate => new Version(candidate.Number.Major, candidate.Number.Minor) <= line) ?? Rows[0];
        return row with { Version = version };
    }

    public static SparkRelease For(string version) =>
        Find(version) ?? throw new ArgumentException($"{version} is not a Spark version such as 3.5.7", nameof(version));
}
