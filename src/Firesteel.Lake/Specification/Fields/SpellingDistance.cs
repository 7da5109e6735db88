namespace Firesteel.Lake.Specification.Fields;

/// <summary>How many letters apart two words are (Levenshtein), to guess what was meant.</summary>
internal static class SpellingDistance
{
    /// <returns>The nearest word if a person would take it for the same; else null.</returns>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var (best, distance) = known.Select(k => (k, Between(word.ToLowerInvariant(), k.ToLowerInvariant()))).OrderBy(p => p.Item2).ThenBy(p => p.k, StringComparer.Ordinal).FirstOrDefault();
        return best is not null && distance <= Math.Max(1, Math.Min(word.Length, best.Length) / 3) ? best : null;
    }

    private static int Between(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
