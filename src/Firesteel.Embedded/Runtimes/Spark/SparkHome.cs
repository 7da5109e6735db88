using System.Text.RegularExpressions;

namespace Firesteel.Embedded.Runtimes.Spark;

/// <summary>A directory with a Spark distribution in it.</summary>
/// <param name="Origin">Where it was found, as a person says it.</param>
public sealed partial record SparkHome(string Path, string Version, string Origin)
{
    /// <returns>Null when the directory holds no Spark; the version is that of its core jar, which cannot lie.</returns>
    public static SparkHome? Read(string path, string origin)
    {
        var jars = System.IO.Path.Combine(path, "jars");
        if (!Directory.Exists(jars))
            return null;
        var version = Directory.EnumerateFiles(jars, "spark-core_*.jar").Select(file => CoreJar().Match(file)).FirstOrDefault(match => match.Success)?.Groups[1].Value;
        return version is null ? null : new(System.IO.Path.GetFullPath(path), version, origin);
    }

    [GeneratedRegex(@"spark-core_[\d.]+-(\d+\.\d+\.\d+[^/]*)\.jar$")]
    private static partial Regex CoreJar();
}
