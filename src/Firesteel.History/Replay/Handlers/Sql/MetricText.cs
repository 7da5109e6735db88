using System.Globalization;

namespace Firesteel.History.Replay.Handlers.Sql;

/// <summary>A SQL metric's values as Spark prints them.</summary>
internal static class MetricText
{
    /// <summary>Averages are logged times ten.</summary>
    private const double AverageScale = 10;

    public static string Of(string kind, long[] values, MetricMaximum? maximum)
    {
        var where = maximum is { } at ? $"(stage {at.StageId}.{at.Attempt}: task {at.TaskId})" : "(driver)";
        if (kind == "sum")
            return values.Sum().ToString("N0", CultureInfo.InvariantCulture);
        if (kind == "average")
        {
            var positive = values.Where(value => value > 0).Order().ToArray();
            return positive.Length <= 1
                ? Average(positive.FirstOrDefault())
                : $"(min, med, max (stageId: taskId)):\n({Average(positive[0])}, {Average(positive[positive.Length / 2])}, {Average(positive[^1])} {where})";
        }

        Func<long, string>? print = kind switch
        {
            "size" => Size,
            "timing" => Duration,
            "nsTiming" => nanos => Duration(nanos / 1_000_000),
            _ => null,
        };
        if (print is null)
            return "N/A"; // a connector's own metric: its class is needed to add it up
        var valid = values.Where(value => value >= 0).Order().ToArray();
        return valid.Length <= 1
            ? print(valid.FirstOrDefault())
            : $"total (min, med, max (stageId: taskId))\n{print(valid.Sum())} ({print(valid[0])}, {print(valid[valid.Length / 2])}, {print(valid[^1])} {where})";
    }

    /// <summary>Largest unit of which there are at least two; one decimal, rounded half up.</summary>
    public static string Size(long bytes)
    {
        ReadOnlySpan<string> units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
        var unit = 6;
        while (unit > 0 && !AtLeastTwo(bytes, unit))
            unit--;
        return $"{decimal.Round(bytes / (decimal)(1L << (10 * unit)), 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture)} {units[unit]}";
    }

    public static string Duration(long milliseconds) => milliseconds switch
    {
        < 1000 => $"{milliseconds} ms",
        < 60_000 => Rounded(milliseconds / 1000f, 1) + " s",
        < 3_600_000 => Rounded(milliseconds / 60_000f, 1) + " m",
        _ => Rounded(milliseconds / 3_600_000f, 2) + " h",
    };

    private static bool AtLeastTwo(long bytes, int unit) => bytes / 2 >= 1L << (10 * unit);

    /// <summary>Java formats the float's double by its shortest digits, rounded half up.</summary>
    private static string Rounded(float value, int digits)
    {
        var shortest = decimal.Parse(((double)value).ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        return decimal.Round(shortest, digits, MidpointRounding.AwayFromZero).ToString(digits == 1 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
    }

    private static string Average(long value) => (value / AverageScale).ToString("#,##0.###", CultureInfo.InvariantCulture);
}
