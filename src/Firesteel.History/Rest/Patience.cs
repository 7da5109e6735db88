using System.Globalization;

namespace Firesteel.History.Rest;

/// <summary>
/// How long a client wants to wait for the whole of a log: RFC 7240's <c>Prefer: wait=SECONDS</c>. Spark's clients send none and get complete answers only.
/// </summary>
public static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <returns>Null: no such preference, or one that cannot be read, which the RFC says to ignore.</returns>
    public static TimeSpan? Parse(string prefer)
    {
        foreach (var preference in prefer.Split(',', StringSplitOptions.TrimEntries))
        {
            var (name, value) = preference.Split(';')[0].Split('=', 2, StringSplitOptions.TrimEntries) is [var left, var right] ? (left, right.Trim('"')) : (preference, "");
            if (name.Equals("wait", StringComparison.OrdinalIgnoreCase)
                && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= Longest.TotalSeconds)
                return TimeSpan.FromSeconds(seconds);
        }

        return null;
    }
}
