using System.Globalization;

namespace Firesteel.Kube.Values;

/// <summary>Durations as Go writes them: <c>1h2m3.5s</c>. Nanoseconds in 64 bits.</summary>
public static class GoDuration
{
    private static readonly (string Unit, long Nanos)[] Units =
    [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ];

    public static bool TryParse(string text, out long nanos)
    {
        nanos = 0;
        var rest = text.AsSpan();
        var negative = false;
        if (rest.Length > 0 && rest[0] is '-' or '+')
        {
            negative = rest[0] == '-';
            rest = rest[1..];
        }

        if (rest is "0")
            return true;
        if (rest.IsEmpty)
            return false;
        Int128 total = 0;
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOfAnyExcept("0123456789.");
            if (length <= 0 || !decimal.TryParse(rest[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return false;
            rest = rest[length..];
            var end = rest.IndexOfAny("0123456789.");
            var unit = end < 0 ? rest : rest[..end];
            var scale = 0L;
            foreach (var (name, value) in Units)
            {
                if (unit.SequenceEqual(name))
                    scale = value;
            }

            if (scale == 0 || number > long.MaxValue / (decimal)scale)
                return false;
            total += (Int128)(number * scale);
            rest = rest[unit.Length..];
        }

        if (total > (Int128)long.MaxValue + (negative ? 1 : 0))
            return false;
        nanos = (long)(negative ? -total : total);
        return true;
    }

    /// <summary>Shortest form: <c>1h0m0s</c>, <c>1.5s</c>, <c>20ms</c>, <c>0s</c>.</summary>
    public static string Format(long nanos)
    {
        if (nanos == 0)
            return "0s";
        var sign = nanos < 0 ? "-" : "";
        var magnitude = nanos < 0 ? (ulong)(-(nanos + 1)) + 1 : (ulong)nanos;
        if (magnitude < 1_000)
            return $"{sign}{magnitude}ns";
        if (magnitude < 1_000_000)
            return $"{sign}{Fraction(magnitude, 1_000)}µs";
        if (magnitude < 1_000_000_000)
            return $"{sign}{Fraction(magnitude, 1_000_000)}ms";
        var seconds = magnitude / 1_000_000_000;
        var text = Fraction((seconds % 60 * 1_000_000_000) + (magnitude % 1_000_000_000), 1_000_000_000) + "s";
        var minutes = seconds / 60;
        if (minutes > 0)
            text = $"{minutes % 60}m{text}";
        if (minutes >= 60)
            text = $"{minutes / 60}h{text}";
        return sign + text;
    }

    private static string Fraction(ulong value, ulong unit)
    {
        var rest = value % unit;
        return rest == 0 ? $"{value / unit}" : $"{value / unit}." + (unit + rest).ToString(CultureInfo.InvariantCulture)[1..].TrimEnd('0');
    }
}
