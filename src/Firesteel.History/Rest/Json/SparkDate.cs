using System.Globalization;

namespace Firesteel.History.Rest.Json;

/// <summary>Dates of the REST API: <c>2015-02-03T16:43:00.160GMT</c>, and parameters as Java's lenient <c>SimpleDateFormat</c> reads them.</summary>
internal static class SparkDate
{
    private const long Day = 86_400_000;

    public static string Format(long epochMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(epochMilliseconds, -62135596800000, 253402300799999)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'GMT'", CultureInfo.InvariantCulture);

    /// <summary>
    /// Epoch ms of <c>yyyy-MM-dd'T'HH:mm:ss.SSSz</c>; if it is not that, of midnight of <c>yyyy-MM-dd</c>, whatever follows. Numbers may have any
    /// number of digits and roll over: a month 13 is the next January.
    /// </summary>
    public static long? Parse(string text)
    {
        var reader = new Digits(text);
        if (!reader.Number(out var year) || !reader.Literal('-') || !reader.Number(out var month) || !reader.Literal('-') || !reader.Number(out var day))
            return null;
        var midnight = Midnight(year, month, day);
        if (reader.Literal('T') && reader.Number(out var hour) && reader.Literal(':') && reader.Number(out var minute) && reader.Literal(':')
            && reader.Number(out var second) && reader.Literal('.') && reader.Number(out var millis) && JavaZone.Offset(reader.Rest) is { } offset)
            return midnight + (hour * 3_600_000) + (minute * 60_000) + (second * 1000) + millis - offset;
        return midnight;
    }

    /// <summary>Days since 1970 of the first of the month, by counting 400-year cycles from a March, then days and all.</summary>
    private static long Midnight(long year, long month, long day)
    {
        var months = (year * 12) + month - 3;
        var march = ((months % 12) + 12) % 12;
        var cycleYear = (months - march) / 12;
        var cycle = cycleYear >= 0 ? cycleYear / 400 : (cycleYear - 399) / 400;
        var inCycle = cycleYear - (cycle * 400);
        var days = (cycle * 146_097) + (inCycle * 365) + (inCycle / 4) - (inCycle / 100) + (((march * 153) + 2) / 5) - 719_468;
        return (days + day - 1) * Day;
    }

    private ref struct Digits(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> rest = text;

        public readonly ReadOnlySpan<char> Rest => rest;

        public bool Literal(char expected)
        {
            if (rest.IsEmpty || rest[0] != expected)
                return false;
            rest = rest[1..];
            return true;
        }

        /// <summary>White space before a number is skipped; it may be negative, and is cut to an int as a calendar field is.</summary>
        public bool Number(out long value)
        {
            value = 0;
            var start = rest.TrimStart(" \t");
            var length = start.Length > 0 && start[0] == '-' ? 1 : 0;
            var digits = length;
            while (length < start.Length && length - digits < 18 && char.IsAsciiDigit(start[length]))
                length++;
            if (length == digits)
                return false;
            value = unchecked((int)long.Parse(start[..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
            rest = start[length..];
            return true;
        }
    }
}
