using Firesteel.TestKit.Repository;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>
/// Recordings that this server does not answer alike yet: <c>suite/file/name</c>, two blanks, reason; one a line.
/// The file speaks of the recordings beside the checkout; of those elsewhere it only excuses what has the same key.
/// </summary>
internal static class KnownFailures
{
    public static string File { get; } = Checkout.File("tests", "golden", "kubernetes-api", "known-failures.txt");

    private static readonly Dictionary<string, string> Reasons = System.IO.File.ReadLines(File)
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split("  ", 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .ToDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "", StringComparer.Ordinal);

    public static IEnumerable<string> Keys => Reasons.Keys;

    public static IEnumerable<string> WithoutReason => Reasons.Where(pair => pair.Value.Length == 0).Select(pair => pair.Key);

    /// <param name="difference">Null when the recording was answered alike.</param>
    public static void Check(Tally tally, string key, string? difference)
    {
        var full = $"{tally.Suite}/{key}";
        var isKnown = Reasons.TryGetValue(full, out var reason);
        tally.Count(difference is null, isKnown);
        // What depends on two calls falling into one second can go either way.
        if (isKnown && (reason!.StartsWith("timing: ", StringComparison.Ordinal) || !Checkout.CasesAreOwn))
            return;
        if (difference is null && isKnown)
            throw new Xunit.Sdk.XunitException($"{full} is answered as recorded now: take its line out of {Path.GetFileName(File)} (it says: {reason})");
        if (difference is not null && !isKnown)
            throw new Xunit.Sdk.XunitException($"{full}: {difference}");
    }
}
