using System.Globalization;

namespace Firesteel.History.Rest.Json;

/// <summary>Dates of the REST API: <c>2015-02-03T16:43:00.160GMT</c>, and parameters as <c>SimpleDateFormat</c> reads them, leniently.</summary>
internal static class SparkDate
{
    public static string Format(long epochMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(epochMilliseconds, -62135596800000, 253402300799999)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'GMT'", CultureInfo.InvariantCulture);

    /// <summary>Epoch ms of <c>yyyy-MM-dd'T'HH:mm:ss.SSSz</c> or of midnight of <c>yyyy-MM-dd</c>; a month 13 is the next January, as in Java.</summary>
    public static long? Parse(string text)
    {
        var reader = new Digits(text);
        if (!reader.Number(out var year) || !reader.Literal('-') || !reader.Number(out var month) || !reader.Literal('-') || !reader.Number(out var day))
            return null;
        var moment = Moment(year, month, day, 0, 0, 0, 0);
        if (reader.Literal('T') && reader.Number(out var hour) && reader.Literal(':') && reader.Number(out var minute) && reader.Literal(':')
            && reader.Number(out var second) && reader.Literal('.') && reader.Number(out var millis) && Offset(reader.Rest) is { } offset)
            return Moment(year, month, day, hour, minute, second, millis) - offset;
        return moment;
    }

    private static long? Moment(long year, long month, long day, long hour, long minute, long second, long millis)
    {
        try
        {
            return new DateTimeOffset((int)Math.Clamp(year, 1, 9000), 1, 1, 0, 0, 0, TimeSpan.Zero).AddMonths((int)month - 1)
                .AddDays(day - 1).AddHours(hour).AddMinutes(minute).AddSeconds(second).AddMilliseconds(millis).ToUnixTimeMilliseconds();
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static long? Offset(ReadOnlySpan<char> zone)
    {
        if (zone.StartsWith("GMT") || zone.StartsWith("UTC"))
            zone = zone[3..];
        if (zone.IsEmpty || zone is "Z")
            return 0;
        var digits = zone[1..].ToString().Replace(":", "", StringComparison.Ordinal);
        if (zone[0] is not ('+' or '-') || digits.Length != 4 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var clock))
            return null;
        var minutes = (clock / 100 * 60) + (clock % 100);
        return (zone[0] == '-' ? -minutes : minutes) * 60_000L;
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

        public bool Number(out long value)
        {
            var length = 0;
            while (length < rest.Length && length < 10 && char.IsAsciiDigit(rest[length]))
                length++;
            if (!long.TryParse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out value))
                return false;
            rest = rest[length..];
            return true;
        }
    }
}
