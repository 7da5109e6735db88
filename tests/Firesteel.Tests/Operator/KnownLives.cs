using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Operator;

/// <summary>Recorded lives that we do not repeat, each with a reason: <c>known-lives.txt</c>.</summary>
internal static class KnownLives
{
    private static readonly Dictionary<string, string> Reasons = File
        .ReadLines(Checkout.File("tests", "Firesteel.Tests", "Operator", "known-lives.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(": ", 2))
        .ToDictionary(parts => parts[0], parts => parts[1]);

    public static string? ReasonOf(string scenario) => Reasons.GetValueOrDefault(scenario);
}
