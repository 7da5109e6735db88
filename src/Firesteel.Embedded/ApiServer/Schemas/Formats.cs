using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Firesteel.Kube.Values;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>The string formats that the API checks. A format that is not here passes everything.</summary>
public static partial class Formats
{
    private static readonly FrozenDictionary<string, Func<string, bool>> Checks = new Dictionary<string, Func<string, bool>>(StringComparer.Ordinal)
    {
        ["date-time"] = IsDateTime,
        ["datetime"] = IsDateTime,
        ["date"] = text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ["duration"] = text => TryParseDuration(text, out _),
        ["byte"] = IsBase64,
        ["ipv4"] = text => IPv4().IsMatch(text) || (text.StartsWith("::ffff:", StringComparison.OrdinalIgnoreCase) && IPAddress.TryParse(text, out var mapped) && mapped.IsIPv4MappedToIPv6),
        ["ipv6"] = text => text.Contains(':', StringComparison.Ordinal) && !text.Contains('%', StringComparison.Ordinal)
            && !text.StartsWith('[') && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6,
        ["cidr"] = IsCidr,
        ["mac"] = text => Mac().IsMatch(text),
        ["email"] = text => Email().IsMatch(NamedAddress().Match(text) is { Success: true } named ? named.Groups[1].Value : text.Trim(' ', '\t')),
        ["hostname"] = IsHostname,
        ["uri"] = text => (Scheme().IsMatch(text) && !text.AsSpan().ContainsAny(" \t\n\"<>")) || (text.StartsWith('/') && !text.Contains(' ', StringComparison.Ordinal)),
        ["uuid"] = text => Uuid().IsMatch(text),
        ["uuid3"] = text => Uuid().IsMatch(text) && VersionOf(text) == '3',
        ["uuid4"] = text => Uuid().IsMatch(text) && VersionOf(text) == '4' && HasVariant(text),
        ["uuid5"] = text => Uuid().IsMatch(text) && VersionOf(text) == '5' && HasVariant(text),
        ["bsonobjectid"] = text => BsonId().IsMatch(text),
        ["creditcard"] = IsCreditCard,
        ["isbn"] = text => IsIsbn10(text) || IsIsbn13(text),
        ["isbn10"] = IsIsbn10,
        ["isbn13"] = IsIsbn13,
        ["ssn"] = text => Ssn().IsMatch(text),
        ["hexcolor"] = text => HexColor().IsMatch(text),
        ["rgbcolor"] = text => RgbColor().IsMatch(text),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsKnown(string format) => Checks.ContainsKey(format);

    public static bool IsValid(string format, string text) => !Checks.TryGetValue(format, out var check) || check(text);

    /// <summary>Go's durations, and any text that has a number with a known unit in it: <c>1 day</c>, <c>P1D</c>.</summary>
    public static bool TryParseDuration(string text, out long nanos)
    {
        if (GoDuration.TryParse(text, out nanos))
            return true;
        var known = false;
        foreach (Match match in NumberAndUnit().Matches(text))
        {
            var unit = match.Groups[2].Value.ToLowerInvariant();
            if (!long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                return false;
            foreach (var (shorts, word, scale) in DurationUnits)
            {
                if (!shorts.Contains(unit) && !unit.StartsWith(word, StringComparison.Ordinal))
                    continue;
                known = true;
                nanos = unchecked(nanos + (count * scale));
            }
        }

        return known;
    }

    private static readonly (string[] Shorts, string Word, long Nanos)[] DurationUnits =
    [
        (["ns"], "nano", 1),
        (["us", "µs"], "micro", 1_000),
        (["ms"], "milli", 1_000_000),
        (["s"], "sec", 1_000_000_000),
        (["m"], "min", 60_000_000_000),
        (["h", "hr"], "hour", 3_600_000_000_000),
        (["d"], "day", 86_400_000_000_000),
        (["w", "wk"], "week", 604_800_000_000_000),
    ];

    public static bool IsDateTime(string text) =>
        DateTimePattern().Match(text) is { Success: true } match
        && DateOnly.TryParseExact(match.Groups[1].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsBase64(string text) =>
        text.Length % 4 == 0 && Base64().IsMatch(text);

    private static bool IsCidr(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !IPAddress.TryParse(text.AsSpan(0, slash), out var address) || !byte.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
            return false;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? bits <= 128 : bits <= 32 && text[..slash].Split('.').Length == 4;
    }

    private static bool IsHostname(string text)
    {
        if (text.Length is 0 or > 255 || !Hostname().IsMatch(text))
            return false;
        return text.Split('.').All(label => label.Length is > 0 and <= 63);
    }

    private static char VersionOf(string text) => text.Replace("-", "", StringComparison.Ordinal)[12];

    private static bool HasVariant(string text) => char.ToLowerInvariant(text.Replace("-", "", StringComparison.Ordinal)[16]) is '8' or '9' or 'a' or 'b';

    private static bool IsCreditCard(string text)
    {
        var digits = text.Where(char.IsAsciiDigit).Select(c => c - '0').ToArray();
        if (!CreditCard().IsMatch(new string([.. digits.Select(digit => (char)('0' + digit))])))
            return false;
        return digits.Reverse().Select((digit, index) => index % 2 == 0 ? digit : digit * 2 > 9 ? (digit * 2) - 9 : digit * 2).Sum() % 10 == 0;
    }

    private static bool IsIsbn10(string text)
    {
        var plain = text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return Isbn10().IsMatch(plain) && plain.Select((c, index) => (c == 'X' ? 10 : c - '0') * (10 - index)).Sum() % 11 == 0;
    }

    private static bool IsIsbn13(string text)
    {
        var plain = text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return Isbn13().IsMatch(plain) && plain.Select((c, index) => (c - '0') * (index % 2 == 0 ? 1 : 3)).Sum() % 10 == 0;
    }

    [GeneratedRegex(@"^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)([.]\d+)?([Zz]|[+-]([01]\d|2[0-3]):?[0-5]\d)\z", RegexOptions.ECMAScript)]
    private static partial Regex DateTimePattern();

    [GeneratedRegex(@"([0-9]+)\s*([A-Za-zµ]+)")]
    private static partial Regex NumberAndUnit();

    [GeneratedRegex(@"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})\z")]
    private static partial Regex Base64();

    [GeneratedRegex(@"^((0*(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[0-9]?[0-9]))[.]){3}0*(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[0-9]?[0-9])\z")]
    private static partial Regex IPv4();

    [GeneratedRegex(@"^(([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}|([0-9A-Fa-f]{2}[:-]){7}[0-9A-Fa-f]{2}|([0-9A-Fa-f]{4}[.]){2}[0-9A-Fa-f]{4})\z")]
    private static partial Regex Mac();

    [GeneratedRegex(@"^(?:""(?:[^""\\\r\n]|\\.)*""|[^\s@<>(),;:\\""\[\]]+(\.[^\s@]+)*)@[^\s@<>(),;:\\""]+\z")]
    private static partial Regex Email();

    [GeneratedRegex(@"^[^<>@,;:]*<([^<>]+)>\s*\z")]
    private static partial Regex NamedAddress();

    [GeneratedRegex(@"^([a-zA-Z0-9\p{L}]([-a-zA-Z0-9\p{L}]*[a-zA-Z0-9\p{L}])?\.)*[a-zA-Z\p{L}]{2,63}\z|^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?\z")]
    private static partial Regex Hostname();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*:.+")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}\z")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"^[0-9a-fA-F]{24}\z")]
    private static partial Regex BsonId();

    [GeneratedRegex(@"^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|(222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}|6(?:011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}|(?:2131|1800|35\d{3})\d{11}|6[27][0-9]{14})\z")]
    private static partial Regex CreditCard();

    [GeneratedRegex(@"^[0-9]{9}[0-9X]\z")]
    private static partial Regex Isbn10();

    [GeneratedRegex(@"^[0-9]{13}\z")]
    private static partial Regex Isbn13();

    [GeneratedRegex(@"^[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}\z")]
    private static partial Regex Ssn();

    [GeneratedRegex(@"^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})\z")]
    private static partial Regex HexColor();

    [GeneratedRegex(@"^rgb\(\s*(0|[1-9][0-9]?|1[0-9][0-9]?|2[0-4][0-9]|25[0-5])\s*,\s*(0|[1-9][0-9]?|1[0-9][0-9]?|2[0-4][0-9]|25[0-5])\s*,\s*(0|[1-9][0-9]?|1[0-9][0-9]?|2[0-4][0-9]|25[0-5])\s*\)\z")]
    private static partial Regex RgbColor();
}
