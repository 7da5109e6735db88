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
        return sorted.Length == 0 ? new double[quantiles.Length] : [.. quantiles.Select(quantile => sorted[Index(quantile, sorted.Length)])];
    }

    /// <summary>What is no number counts as 0, as in Java's conversion.</summary>
    public static int Index(double quantile, int count) => double.IsNaN(quantile) ? 0 : (int)Math.Clamp(quantile * count, 0, count - 1);

    private static double One(string part) => JavaNumber.ParseDouble(part) ?? throw RestException.BadRequest($"Bad value for parameter \"quantiles\".  Expected a double, got \"{part}\"");
}
