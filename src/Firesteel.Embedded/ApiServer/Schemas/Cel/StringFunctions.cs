using System.Globalization;
using System.Text;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Texts: searching, cutting, patterns, <c>format</c>.</summary>
internal static class StringFunctions
{
    public static bool TryCall(string name, bool hasTarget, object? target, object?[] arguments, out object? result)
    {
        result = null;
        if (name == "matches" && !hasTarget && arguments is [string subject, string free])
        {
            result = Pattern(free).IsMatch(subject);
            return true;
        }

        if (name == "strings.quote" && arguments is [string quoted])
        {
            result = GoText.Quote(quoted);
            return true;
        }

        if (target is List<object?> list && name == "join" && list.All(item => item is string))
        {
            result = string.Join(arguments is [string separator] ? separator : "", list);
            return true;
        }

        if (target is not string text)
            return false;
        result = (name, arguments) switch
        {
            ("startsWith", [string part]) => text.StartsWith(part, StringComparison.Ordinal),
            ("endsWith", [string part]) => text.EndsWith(part, StringComparison.Ordinal),
            ("contains", [string part]) => text.Contains(part, StringComparison.Ordinal),
            ("matches", [string pattern]) => Pattern(pattern).IsMatch(text),
            ("find", [string pattern]) => Pattern(pattern).Match(text).Value,
            ("findAll", [string pattern]) => Pattern(pattern).Matches(text).Select(match => (object?)match.Value).ToList(),
            ("findAll", [string pattern, long count]) => Pattern(pattern).Matches(text).Take(count < 0 ? int.MaxValue : (int)count).Select(match => (object?)match.Value).ToList(),
            ("lowerAscii", []) => text.ToLowerInvariant(),
            ("upperAscii", []) => text.ToUpperInvariant(),
            ("trim", []) => text.Trim(),
            ("reverse", []) => new string([.. text.Reverse()]),
            ("charAt", [long at]) => at >= 0 && at < text.Length ? text[(int)at].ToString() : at == text.Length ? "" : throw new CelException($"index out of range: {at}"),
            ("indexOf", [string part]) => (long)text.IndexOf(part, StringComparison.Ordinal),
            ("indexOf", [string part, long from]) => (long)text.IndexOf(part, Bound(from, text), StringComparison.Ordinal),
            ("lastIndexOf", [string part]) => part.Length == 0 ? text.Length : (long)text.LastIndexOf(part, StringComparison.Ordinal),
            ("lastIndexOf", [string part, long from]) => (long)text.LastIndexOf(part, Math.Min(text.Length - 1, Bound(from, text) + part.Length - 1), StringComparison.Ordinal),
            ("substring", [long from]) => text[Bound(from, text)..],
            ("substring", [long from, long to]) => Bound(from, text) <= Bound(to, text) ? text[(int)from..(int)to] : throw new CelException($"invalid substring range. start: {from}, end: {to}"),
            ("replace", [string old, string with]) => Replace(text, old, with, -1),
            ("replace", [string old, string with, long count]) => Replace(text, old, with, count),
            ("split", [string separator]) => Split(text, separator, -1),
            ("split", [string separator, long count]) => Split(text, separator, count),
            ("format", [List<object?> values]) => Format(text, values),
            _ => ConversionFunctions.Unknown,
        };
        return !ReferenceEquals(result, ConversionFunctions.Unknown);
    }

    private static System.Text.RegularExpressions.Regex Pattern(string pattern) =>
        GoRegex.TryCompile(pattern, out var regex, out var error) ? regex : throw new CelException(error);

    private static int Bound(long index, string text) => index >= 0 && index <= text.Length ? (int)index : throw new CelException($"index out of range: {index}");

    private static string Replace(string text, string old, string with, long count)
    {
        if (count < 0)
            return old.Length == 0 ? text : text.Replace(old, with, StringComparison.Ordinal);
        var builder = new StringBuilder();
        var at = 0;
        while (count-- > 0 && old.Length > 0 && text.IndexOf(old, at, StringComparison.Ordinal) is var found and >= 0)
        {
            builder.Append(text, at, found - at).Append(with);
            at = found + old.Length;
        }

        return builder.Append(text, at, text.Length - at).ToString();
    }

    private static List<object?> Split(string text, string separator, long count)
    {
        if (count == 0)
            return [];
        if (separator.Length == 0)
            return [.. text.Select(c => c.ToString())];
        return [.. count < 0 ? text.Split(separator) : text.Split(separator, (int)count)];
    }

    private static string Format(string format, List<object?> values)
    {
        var builder = new StringBuilder();
        var next = 0;
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%')
            {
                builder.Append(format[at]);
                continue;
            }

            if (++at < format.Length && format[at] == '%')
            {
                builder.Append('%');
                continue;
            }

            var precision = 6;
            if (at < format.Length && format[at] == '.')
            {
                var start = ++at;
                while (at < format.Length && char.IsAsciiDigit(format[at]))
                    at++;
                precision = int.Parse(format.AsSpan(start, at - start), CultureInfo.InvariantCulture);
            }

            if (at >= format.Length)
                throw new CelException("could not parse formatting clause: unexpected end of format string");
            if (next >= values.Count)
                throw new CelException($"index {next} out of range");
            builder.Append(Clause(format[at], values[next++], precision));
        }

        return builder.ToString();
    }

    private static string Clause(char verb, object? value, int precision) => (verb, value) switch
    {
        ('s', _) => Plain(value),
        ('d', long or ulong) => ConversionFunctions.Text(value),
        ('f', double or long or ulong) => Convert.ToDouble(value).ToString("F" + precision, CultureInfo.InvariantCulture),
        ('e', double or long or ulong) => Convert.ToDouble(value).ToString((precision == 0 ? "0" : "0." + new string('0', precision)) + "e+00", CultureInfo.InvariantCulture),
        ('x', long whole) => whole.ToString("x", CultureInfo.InvariantCulture),
        ('X', long whole) => whole.ToString("X", CultureInfo.InvariantCulture),
        ('x', string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)),
        ('X', string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text)),
        ('o', long whole) => Convert.ToString(whole, 8),
        ('b', long whole) => Convert.ToString(whole, 2),
        ('b', bool flag) => flag ? "1" : "0",
        _ => throw new CelException($"error during formatting: unrecognized formatting clause \"{verb}\""),
    };

    private static string Plain(object? value) => value switch
    {
        null => "null",
        List<object?> list => $"[{string.Join(", ", list.Select(Plain))}]",
        CelMap map => $"{{{string.Join(", ", map.Keys.Select(key => (Key: Plain(key), Value: map.TryGet(key, out var item) ? item : null)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {Plain(pair.Value)}"))}}}",
        _ => ConversionFunctions.Text(value),
    };
}
