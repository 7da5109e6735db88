using Firesteel.TestKit.Repository;

namespace Firesteel.TestKit.Replays;

/// <summary>
/// Recordings of an area that are not answered alike yet: <c>suite/file/name</c>, two blanks, reason; one a line.
/// The file speaks of the recordings beside the checkout; of those elsewhere it only excuses what has the same key.
/// </summary>
public sealed class KnownFailures
{
    private readonly Dictionary<string, string> _reasons;

    private KnownFailures(string file)
    {
        File = file;
        _reasons = System.IO.File.ReadLines(file)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split("  ", 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "", StringComparer.Ordinal);
    }

    public static KnownFailures Kubernetes { get; } = new(Checkout.File("tests", "golden", "kubernetes-api", "known-failures.txt"));

    public static KnownFailures Airflow { get; } = new(Checkout.File("tests", "golden", "airflow", "known-failures.txt"));

    public string File { get; }

    public IEnumerable<string> Keys => _reasons.Keys;

    public IEnumerable<string> WithoutReason => _reasons.Where(pair => pair.Value.Length == 0).Select(pair => pair.Key);

    /// <param name="difference">Null when the recording was answered alike.</param>
    public void Check(Tally tally, string key, string? difference)
    {
        var full = $"{tally.Suite}/{key}";
        var isKnown = _reasons.TryGetValue(full, out var reason);
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
