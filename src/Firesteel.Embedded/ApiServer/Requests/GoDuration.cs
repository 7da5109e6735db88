using System.Globalization;

namespace Firesteel.Embedded.ApiServer.Requests;

/// <summary>Go's durations: <c>1h30m</c>, <c>5s</c>, <c>-1.5h</c>.</summary>
internal static class GoDuration
{
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var negative = text.StartsWith("-");
        text = text.StartsWith("-") || text.StartsWith("+") ? text[1..] : text;
        if (text is "0")
            return true;
        if (text.IsEmpty)
            return false;
        var seconds = 0.0;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExcept("0123456789.");
            if (digits <= 0 || !double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return false;
            text = text[digits..];
            var unit = text.IndexOfAny("0123456789.");
            var name = unit < 0 ? text : text[..unit];
            double? scale = name switch { "h" => 3600, "m" => 60, "s" => 1, "ms" => 1e-3, "us" or "µs" => 1e-6, "ns" => 1e-9, _ => null };
            if (scale is null)
                return false;
            seconds += number * scale.Value;
            text = text[name.Length..];
        }

        duration = TimeSpan.FromSeconds(negative ? -seconds : seconds);
        return true;
    }
}
