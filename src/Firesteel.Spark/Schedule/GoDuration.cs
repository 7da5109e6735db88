using System.Globalization;
using System.Text.RegularExpressions;

namespace Firesteel.Spark.Schedule;

/// <summary>Durations as Go writes them: <c>1h30m</c>, <c>90s</c>, <c>1.5h</c>.</summary>
internal static partial class GoDuration
{
    /// <summary>Go's greatest, 2^63 nanoseconds: some 292 years.</summary>
    private const double MostSeconds = 9_223_372_036;

    /// <exception cref="FormatException">The text is no duration.</exception>
    public static TimeSpan Parse(string text)
    {
        if (text == "0")
            return TimeSpan.Zero;
        if (!Form().IsMatch(text))
            throw new FormatException($"{text} is no duration; write for instance 5m or 1h30m");
        var sum = 0.0;
        foreach (Match part in Part().Matches(text))
        {
            sum += double.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture) * part.Groups["unit"].Value switch
            {
                "h" => 3600,
                "m" => 60,
                "s" => 1,
                "ms" => 1e-3,
                "us" or "µs" or "μs" => 1e-6,
                _ => 1e-9,
            };
        }

        return sum <= MostSeconds ? TimeSpan.FromSeconds(text[0] == '-' ? -sum : sum) : throw new FormatException($"{text} is longer than 292 years");
    }

    [GeneratedRegex(@"^[-+]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:h|ms|m|s|us|µs|μs|ns))+$")]
    private static partial Regex Form();

    [GeneratedRegex(@"(?<number>[0-9]+\.?[0-9]*|\.[0-9]+)(?<unit>h|ms|m|s|us|µs|μs|ns)")]
    private static partial Regex Part();
}
