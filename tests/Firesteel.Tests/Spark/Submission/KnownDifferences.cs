using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Spark.Submission;

/// <summary>Recordings that we do not repeat, each with a reason: <c>known-differences.txt</c>.</summary>
internal static class KnownDifferences
{
    private static readonly Dictionary<string, string> Reasons = File
        .ReadLines(Checkout.File("tests", "Firesteel.Tests", "Spark", "Submission", "known-differences.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(": ", 2))
        .ToDictionary(parts => parts[0], parts => parts[1]);

    public static IEnumerable<string> Patterns => Reasons.Keys;

    public static string? ReasonOf(string name) => Reasons.FirstOrDefault(entry => IsMatch(entry.Key, name)).Value;

    /// <param name="pattern">VERSION/NAME, or */NAME for every version.</param>
    public static bool IsMatch(string pattern, string name) => pattern == name || pattern == "*/" + name.Split('/', 2)[1];
}
