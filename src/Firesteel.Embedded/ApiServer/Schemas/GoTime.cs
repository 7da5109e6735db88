using System.Globalization;
using System.Text;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>
/// Times as Go reads them (<c>time.Parse</c> with the layouts of Kubernetes' Time and MicroTime), with Go's own words for what is wrong: they reach the user
/// of kubectl. Offsets of up to 24 hours; a fraction of seconds may follow where the layout has none.
/// </summary>
internal static class GoTime
{
    public const string Seconds = "2006-01-02T15:04:05Z07:00";
    public const string Microseconds = "2006-01-02T15:04:05.000000Z07:00";

    private const string Zone = "Z07:00";
    private const string Fraction = ".000000";
    private static readonly string[] Separators = ["-", "-", "T", ":", ":"];
    private static readonly (string Element, string Name, int Least, int Most)[] Parts = [("01", "month", 1, 12), ("02", "day", 0, 99), ("15", "hour", 0, 23), ("04", "minute", 0, 59), ("05", "second", 0, 59)];

    /// <param name="layout"><see cref="Seconds"/> or <see cref="Microseconds"/>.</param>
    /// <param name="utc">To a tick. Go also knows the year 0, .NET does not: it becomes the first moment of year 1.</param>
    /// <returns>Null, or what is wrong.</returns>
    public static string? Parse(string text, string layout, out DateTime utc)
    {
        utc = default;
        if (text.Length < 4 || !text.AsSpan(0, 4).ContainsOnlyDigits())
            return Bad(text, layout, text, "2006");
        Span<int> numbers = stackalloc int[Parts.Length];
        var year = int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture);
        var rest = text[4..];
        for (var i = 0; i < Parts.Length; i++)
        {
            if (!rest.StartsWith(Separators[i], StringComparison.Ordinal))
                return Bad(text, layout, rest, Separators[i]);
            rest = rest[1..];
            var (element, name, least, most) = Parts[i];
            if (!TryNumber(rest, isFixed: element is not "15", out numbers[i], out var after))
                return Bad(text, layout, rest, element);
            if (numbers[i] < least || numbers[i] > most)
                return Range(text, name);
            rest = after;
        }

        var ticks = 0L;
        if (layout == Microseconds)
        {
            if (rest.Length < Fraction.Length || rest[0] is not ('.' or ',') || !rest.AsSpan(1, Fraction.Length - 1).ContainsOnlyDigits())
                return Bad(text, layout, rest, Fraction);
            ticks = long.Parse(rest.AsSpan(1, Fraction.Length - 1), CultureInfo.InvariantCulture) * TimeSpan.TicksPerMicrosecond;
            rest = rest[Fraction.Length..];
        }
        else if (rest.Length >= 2 && rest[0] is '.' or ',' && char.IsAsciiDigit(rest[1]))
        {
            var digits = rest.AsSpan(1).IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : rest.Length - 1;
            ticks = long.Parse(rest.Substring(1, Math.Min(digits, 7)).PadRight(7, '0'), CultureInfo.InvariantCulture);
            rest = rest[(1 + digits)..];
        }

        if (ParseZone(text, layout, ref rest, out var offset) is { } wrong)
            return wrong;
        if (rest.Length > 0)
            return $"parsing time {Quote(text)}: extra text: {Quote(rest)}";
        var (month, day) = (numbers[0], numbers[1]);
        if (day < 1 || day > DateTime.DaysInMonth(year == 0 ? 4 : year, month)) // the year 0 had a leap day
            return Range(text, "day");
        if (year > 0)
            utc = Shifted(new DateTime(year, month, day, numbers[2], numbers[3], numbers[4], DateTimeKind.Utc).AddTicks(ticks), -offset);
        return null;
    }

    /// <summary>Z, or a sign with hours and minutes.</summary>
    private static string? ParseZone(string text, string layout, ref string rest, out TimeSpan offset)
    {
        offset = default;
        if (rest.StartsWith('Z'))
        {
            rest = rest[1..];
            return null;
        }

        if (rest.Length < 6 || rest[3] != ':' || !TryNumber(rest[1..3], isFixed: true, out var hours, out _) || !TryNumber(rest[4..6], isFixed: true, out var minutes, out _))
            return Bad(text, layout, rest, Zone);
        if (hours > 24)
            return Range(text, "time zone offset hour");
        if (minutes > 60)
            return Range(text, "time zone offset minute");
        if (rest[0] is not ('+' or '-'))
            return Bad(text, layout, rest, Zone);
        offset = new TimeSpan(rest[0] == '-' ? -hours : hours, rest[0] == '-' ? -minutes : minutes, 0);
        rest = rest[6..];
        return null;
    }

    private static DateTime Shifted(DateTime time, TimeSpan by) =>
        by < TimeSpan.Zero && time.Ticks < -by.Ticks ? DateTime.MinValue : by > TimeSpan.Zero && (DateTime.MaxValue - time) < by ? DateTime.MaxValue : time + by;

    private static bool TryNumber(string text, bool isFixed, out int number, out string after)
    {
        var digits = text.Length > 0 && char.IsAsciiDigit(text[0]) ? text.Length > 1 && char.IsAsciiDigit(text[1]) ? 2 : 1 : 0;
        var fits = digits == 2 || (digits == 1 && !isFixed);
        number = fits ? int.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture) : 0;
        after = fits ? text[digits..] : text;
        return fits;
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static string Bad(string text, string layout, string rest, string element) =>
        $"parsing time {Quote(text)} as {Quote(layout)}: cannot parse {Quote(rest)} as {Quote(element)}";

    private static string Range(string text, string what) => $"parsing time {Quote(text)}: {what} out of range";

    /// <summary>The quotes of Go's package time: what is not plain ASCII is shown byte by byte.</summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            if (value is (byte)'"' or (byte)'\\')
                quoted.Append('\\').Append((char)value);
            else if (value is < 0x20 or >= 0x80)
                quoted.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
            else
                quoted.Append((char)value);
        }

        return quoted.Append('"').ToString();
    }
}
