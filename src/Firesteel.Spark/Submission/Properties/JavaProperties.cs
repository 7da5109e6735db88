using System.Collections.Immutable;
using System.Text;

namespace Firesteel.Spark.Submission.Properties;

/// <summary>Java's <c>.properties</c> text. Source: java.util.Properties load and store over characters.</summary>
public static class JavaProperties
{
    /// <summary>Reads a text; a repeated key keeps its last value.</summary>
    public static ImmutableDictionary<string, string> Read(string text)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var line in LogicalLines(text))
        {
            var (key, value) = Split(line);
            properties[key] = value;
        }

        return properties.ToImmutable();
    }

    /// <summary>One line for each property, keys in ordinal order; what is outside ASCII stays as it is.</summary>
    public static void Write(StringBuilder text, IEnumerable<KeyValuePair<string, string>> properties)
    {
        foreach (var (key, value) in properties.OrderBy(property => property.Key, StringComparer.Ordinal))
        {
            Escape(text, key, everyBlank: true);
            text.Append('=');
            Escape(text, value, everyBlank: false);
            text.Append('\n');
        }
    }

    private static void Escape(StringBuilder text, string value, bool everyBlank)
    {
        for (var at = 0; at < value.Length; at++)
        {
            var character = value[at];
            switch (character)
            {
                case ' ' when at == 0 || everyBlank: text.Append("\\ "); break;
                case '\\': text.Append("\\\\"); break;
                case '\t': text.Append("\\t"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\f': text.Append("\\f"); break;
                case '=' or ':' or '#' or '!': text.Append('\\').Append(character); break;
                default: text.Append(character); break;
            }
        }
    }

    private static IEnumerable<string> LogicalLines(string text)
    {
        var pending = new StringBuilder();
        var continues = false;
        foreach (var raw in text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r'))
        {
            var line = raw.TrimStart(' ', '\t', '\f');
            if (!continues && (line.Length == 0 || line[0] is '#' or '!'))
                continue;
            var backslashes = line.Length - line.TrimEnd('\\').Length;
            continues = backslashes % 2 == 1;
            pending.Append(continues ? line[..^1] : line);
            if (continues)
                continue;
            yield return pending.ToString();
            pending.Clear();
        }

        if (pending.Length > 0)
            yield return pending.ToString();
    }

    private static (string Key, string Value) Split(string line)
    {
        var end = 0;
        while (end < line.Length && line[end] is not ('=' or ':' or ' ' or '\t' or '\f'))
            end += line[end] == '\\' ? 2 : 1;
        end = Math.Min(end, line.Length);
        var start = end;
        while (start < line.Length && line[start] is ' ' or '\t' or '\f')
            start++;
        if (start < line.Length && line[start] is '=' or ':')
        {
            start++;
            while (start < line.Length && line[start] is ' ' or '\t' or '\f')
                start++;
        }

        return (Unescape(line.AsSpan(0, end)), Unescape(line.AsSpan(start)));
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\'))
            return text.ToString();
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || ++at == text.Length)
            {
                if (at < text.Length)
                    plain.Append(text[at]);
                continue;
            }

            switch (text[at])
            {
                case 't': plain.Append('\t'); break;
                case 'n': plain.Append('\n'); break;
                case 'r': plain.Append('\r'); break;
                case 'f': plain.Append('\f'); break;
                case 'u' when at + 4 < text.Length && ushort.TryParse(text.Slice(at + 1, 4), System.Globalization.NumberStyles.HexNumber, null, out var unit):
                    plain.Append((char)unit);
                    at += 4;
                    break;
                default: plain.Append(text[at]); break;
            }
        }

        return plain.ToString();
    }
}
