using System.Collections.Frozen;

namespace Firesteel.History.Rest.Json;

/// <summary>The time zone at the end of a date, as Java's <c>SimpleDateFormat</c> reads a <c>z</c>; what follows it does not matter.</summary>
internal static class JavaZone
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;

    /// <summary>Abbreviations of Java's English names that people write; whatever the season, as the name says.</summary>
    private static readonly FrozenDictionary<string, long> Names = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase)
    {
        ["UTC"] = 0,
        ["WET"] = 0,
        ["WEST"] = Hour,
        ["BST"] = Hour,
        ["CET"] = Hour,
        ["CEST"] = 2 * Hour,
        ["EET"] = 2 * Hour,
        ["EEST"] = 3 * Hour,
        ["MSK"] = 3 * Hour,
        ["MSD"] = 4 * Hour,
        ["SAST"] = 2 * Hour,
        ["IST"] = (5 * Hour) + (30 * Minute),
        ["SGT"] = 8 * Hour,
        ["HKT"] = 8 * Hour,
        ["JST"] = 9 * Hour,
        ["KST"] = 9 * Hour,
        ["AWST"] = 8 * Hour,
        ["AEST"] = 10 * Hour,
        ["AEDT"] = 11 * Hour,
        ["NZST"] = 12 * Hour,
        ["NZDT"] = 13 * Hour,
        ["BRT"] = -3 * Hour,
        ["AST"] = -4 * Hour,
        ["ADT"] = -3 * Hour,
        ["EST"] = -5 * Hour,
        ["EDT"] = -4 * Hour,
        ["CST"] = -6 * Hour,
        ["CDT"] = -5 * Hour,
        ["MST"] = -7 * Hour,
        ["MDT"] = -6 * Hour,
        ["PST"] = -8 * Hour,
        ["PDT"] = -7 * Hour,
        ["AKST"] = -9 * Hour,
        ["AKDT"] = -8 * Hour,
        ["HST"] = -10 * Hour,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <returns>Milliseconds east of Greenwich; null: this is no zone.</returns>
    public static long? Offset(ReadOnlySpan<char> zone)
    {
        if (zone is ['+' or '-', ..])
            return Clock(zone, colon: false);
        if (zone.StartsWith("GMT", StringComparison.OrdinalIgnoreCase))
            return zone[3..] is ['+' or '-', ..] ? Clock(zone[3..], colon: true) : 0;
        var letters = 0;
        while (letters < zone.Length && char.IsAsciiLetter(zone[letters]))
            letters++;
        return Names.TryGetValue(zone[..letters].ToString(), out var offset) ? offset : null;
    }

    /// <summary><c>+hhmm</c> with two digits each, or after GMT <c>+h:mm</c>.</summary>
    private static long? Clock(ReadOnlySpan<char> text, bool colon)
    {
        var sign = text[0] == '-' ? -1 : 1;
        text = text[1..];
        var digits = text.Length > 1 && char.IsAsciiDigit(text[1]) ? 2 : 1;
        if (text.IsEmpty || !char.IsAsciiDigit(text[0]) || (digits == 1 && !colon))
            return null;
        var hours = int.Parse(text[..digits]);
        text = text[digits..];
        if (colon)
        {
            if (text is not [':', ..])
                return null;
            text = text[1..];
        }

        if (hours > 23 || text.Length < 2 || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1]) || text[0] > '5')
            return null;
        return sign * ((hours * Hour) + (int.Parse(text[..2]) * Minute));
    }
}
