using Firesteel.History.Rest.Json;

namespace Firesteel.History.Rest.Answers;

/// <summary>Spark's quantiles: no interpolation, the element at <c>min(⌊q·n⌋, n−1)</c>.</summary>
internal static class Quantiles
{
    /// <summary>Sorted ascending.</summary>
    /// <exception cref="RestException">A part is no number.</exception>
    public static double[] Parse(string text)
    {
        var parts = text.Split(',').ToList();
        while (text.Length > 0 && parts.Count > 0 && parts[^1].Length == 0)
            parts.RemoveAt(parts.Count - 1); // Java's split drops them
        return [.. parts.Select(One).Order()];
    }

    public static double[] Of(IEnumerable<double> values, double[] quantiles)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted.Length == 0 ? new double[quantiles.Length] : [.. quantiles.Select(quantile => sorted[Math.Max(0, Index(quantile, sorted.Length))])];
    }

    /// <summary>What is no number counts as 0, as in Java's conversion; below the first there is no end.</summary>
    public static long Index(double quantile, int count) => double.IsNaN(quantile) ? 0 : (long)Math.Clamp(quantile * count, long.MinValue / 2, count - 1);

    /// <summary>
    /// The elements at ascending indices as Spark's walk along its index finds them: it steps on by the difference to the last one, the first from -1, and
    /// never back. So a negative quantile takes the first element, one below it that is the same index as the start takes none, and later ones are off.
    /// </summary>
    public static double[] Walk(ReadOnlySpan<long> sorted, ReadOnlySpan<long> indices)
    {
        var (next, current, last) = (0L, -1L, double.NaN);
        var result = new double[indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            result[i] = last;
            if (indices[i] == current)
                continue;
            next = Math.Min(sorted.Length, next + Math.Max(0, indices[i] - current - 1));
            current = indices[i];
            result[i] = next < sorted.Length ? last = sorted[(int)next++] : double.NaN;
        }

        return result;
    }

    private static double One(string part) => JavaNumber.ParseDouble(part) ?? throw RestException.BadRequest($"Bad value for parameter \"quantiles\".  Expected a double, got \"{part}\"");
}
