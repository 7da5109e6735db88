using System.Globalization;
using System.Text.RegularExpressions;

namespace Firesteel.Lake.Specification;

/// <summary>Sizes as people write them: <c>100GiB</c>, <c>100Gi</c>, <c>1.5 TB</c>, <c>1024</c>.</summary>
public static partial class ByteSize
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <returns>Null when it is no size or does not fit.</returns>
    public static long? Parse(string text)
    {
        var match = Pattern().Match(text.Trim());
        if (!match.Success)
            return null;
        var unit = match.Groups["unit"].Value;
        var power = unit.Length == 0 ? 0 : "bkmgtp".IndexOf(char.ToLowerInvariant(unit[0]));
        var value = decimal.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        for (var i = 0; i < power; i++)
            value *= unit.Contains('i', StringComparison.OrdinalIgnoreCase) ? 1024 : 1000;
        return value <= long.MaxValue && value == decimal.Truncate(value) ? (long)value : null;
    }

    /// <summary>Binary units, as few digits as say it: <c>100 GiB</c>, <c>1.4 MiB</c>.</summary>
    public static string Show(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (Math.Abs(value) >= 1024 && unit < Units.Length - 1)
            (value, unit) = (value / 1024, unit + 1);
        return $"{value.ToString(unit == 0 || value == Math.Truncate(value) ? "0" : value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture)} {Units[unit]}";
    }

    [GeneratedRegex(@"^(?<number>\d{1,15}(\.\d{1,6})?)\s*(?<unit>|B|[KMGTP]i?B?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
