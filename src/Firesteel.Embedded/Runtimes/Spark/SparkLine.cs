namespace Firesteel.Embedded.Runtimes.Spark;

/// <summary>A minor line of Spark that Firesteel runs, and the release that it fetches when none is at hand.</summary>
/// <param name="Name">As in <c>--spark 3.5</c>.</param>
/// <param name="Release">The newest release of the line that was tried.</param>
public sealed record SparkLine(string Name, string Release)
{
    public static IReadOnlyList<SparkLine> All { get; } = [new("3.5", "3.5.7"), new("4.1", "4.1.0")];

    /// <summary>As in <c>FIRESTEEL_SPARK_HOME_3_5</c>.</summary>
    public string EnvironmentVariable => "FIRESTEEL_SPARK_HOME_" + Name.Replace('.', '_');

    public bool Holds(string version) => version == Name || version.StartsWith(Name + ".", StringComparison.Ordinal);

    /// <returns>Null when no line holds the version.</returns>
    public static SparkLine? Of(string version) => All.FirstOrDefault(line => line.Holds(version));
}
