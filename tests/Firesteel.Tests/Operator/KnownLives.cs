using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Operator;

/// <summary>Recorded lives that we do not repeat, each with a reason: <c>known-lives.txt</c>, and those that were cut short by the machine of the recording.</summary>
internal static class KnownLives
{
    private static readonly Dictionary<string, string> Reasons = File
        .ReadLines(Checkout.File("tests", "Firesteel.Tests", "Operator", "known-lives.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(": ", 2))
        .ToDictionary(parts => parts[0], parts => parts[1]);

    /// <summary>Words of a submitting Spark that looked for dependencies itself, on a machine that could not reach them.</summary>
    private static readonly string[] Unreached = ["(output of the dependency resolver left out)", "ClassNotFoundException: Class org.apache.hadoop.fs.", "UnknownHostException"];

    public static string? ReasonOf(string scenario) => Reasons.GetValueOrDefault(scenario)
        ?? (Unreached.Any(File.ReadAllText(Path.Combine(Checkout.Cases, "kubeflow", scenario, "status-sequence.json")).Contains) ? "ours leaves dependencies to the driver" : null);
}
