using System.Text.RegularExpressions;

namespace Firesteel.Embedded.Runtimes.Java;

/// <summary>A Java runtime: its home and its feature version (17, 21).</summary>
public sealed partial record JavaHome(string Path, int Version, string Origin)
{
    /// <summary>What both lines of Spark run on.</summary>
    public const int Oldest = 17;

    /// <summary>Hadoop's login calls <c>Subject.getSubject</c>, which newer runtimes refuse: Spark 3.5.7 and 4.1.0 both fail to start on 25.</summary>
    public const int Newest = 21;

    public bool RunsSpark => Version is >= Oldest and <= Newest;

    /// <summary>Asks the runtime itself; a directory can be called anything.</summary>
    /// <returns>Null when there is no Java that answers.</returns>
    public static async Task<JavaHome?> AskAsync(string home, string origin, CancellationToken stop)
    {
        var java = System.IO.Path.Combine(home, "bin", "java");
        if (!File.Exists(java))
            return null;
        try
        {
            var (exitCode, output) = await Executables.RunAsync(java, ["-version"], stop);
            return exitCode == 0 && ParseVersion(output) is { } version ? new(home, version, origin) : null;
        }
        catch (IOException)
        {
            return null; // for another processor, or not executable
        }
    }

    /// <summary><c>openjdk version "17.0.15"</c> is 17; <c>java version "1.8.0_402"</c> is 8.</summary>
    internal static int? ParseVersion(string output)
    {
        var match = Quoted().Match(output);
        if (!match.Success)
            return null;
        var first = int.Parse(match.Groups[1].ValueSpan);
        return first == 1 && match.Groups[2].Success ? int.Parse(match.Groups[2].ValueSpan) : first;
    }

    [GeneratedRegex("version \"(\\d+)(?:\\.(\\d+))?")]
    private static partial Regex Quoted();
}
