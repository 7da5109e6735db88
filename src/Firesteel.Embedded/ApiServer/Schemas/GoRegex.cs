using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>
/// Patterns in Go's syntax (RE2). They run without backtracking, in time linear to the text, as a client may choose pattern and text.
/// </summary>
public static class GoRegex
{
    private const int CacheLimit = 2000;
    private static readonly ConcurrentDictionary<string, (Regex? Regex, string Error)> Cache = new(StringComparer.Ordinal);

    public static bool TryCompile(string pattern, out Regex regex, out string error)
    {
        if (!Cache.TryGetValue(pattern, out var entry))
        {
            entry = Compile(pattern);
            if (Cache.Count < CacheLimit)
                Cache[pattern] = entry;
        }

        regex = entry.Regex!;
        error = entry.Error;
        return entry.Regex is not null;
    }

    private static (Regex? Regex, string Error) Compile(string pattern)
    {
        try
        {
            return (new(Translate(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), "");
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return (null, "error parsing regexp: " + Reason(pattern, exception.Message));
        }
    }

    private static string Reason(string pattern, string fallback)
    {
        foreach (var look in new[] { "(?!", "(?=", "(?<!", "(?<=" })
        {
            if (pattern.Contains(look, StringComparison.Ordinal))
                return $"invalid or unsupported Perl syntax: `{(look.StartsWith("(?<", StringComparison.Ordinal) ? "(?<" : look)}`";
        }

        if (fallback.Contains("Unterminated [", StringComparison.Ordinal))
            return $"missing closing ]: `{pattern[pattern.LastIndexOf('[')..]}`";
        if (fallback.Contains("Not enough )", StringComparison.Ordinal))
            return $"missing closing ): `{pattern}`";
        if (fallback.Contains("Too many )", StringComparison.Ordinal))
            return $"unexpected ): `{pattern}`";
        return $"invalid syntax: `{pattern}`";
    }

    /// <summary>What means another thing in .NET: classes are ASCII, <c>$</c> is the very end, <c>(?P&lt;name&gt;</c> names a group.</summary>
    private static string Translate(string pattern)
    {
        var result = new StringBuilder(pattern.Length + 16);
        var inClass = false;
        var multiline = pattern.StartsWith("(?m", StringComparison.Ordinal) || pattern.StartsWith("(?sm", StringComparison.Ordinal);
        for (var index = 0; index < pattern.Length; index++)
        {
            var c = pattern[index];
            if (c == '\\' && index + 1 < pattern.Length)
            {
                var next = pattern[++index];
                result.Append((next, inClass) switch
                {
                    ('d', false) => "[0-9]",
                    ('d', true) => "0-9",
                    ('w', false) => "[0-9A-Za-z_]",
                    ('w', true) => "0-9A-Za-z_",
                    ('s', false) => "[\\t\\n\\f\\r ]",
                    ('s', true) => "\\t\\n\\f\\r ",
                    ('D', false) => "[^0-9]",
                    ('W', false) => "[^0-9A-Za-z_]",
                    ('S', false) => "[^\\t\\n\\f\\r ]",
                    _ => "\\" + next,
                });
                continue;
            }

            if (inClass)
            {
                inClass = c != ']';
                if (c == '[' && index + 1 < pattern.Length && pattern[index + 1] == ':' && pattern.IndexOf(":]", index, StringComparison.Ordinal) is var end and > 0)
                {
                    result.Append(Posix(pattern[(index + 2)..end]));
                    index = end + 1;
                    inClass = true;
                    continue;
                }

                result.Append(c == '[' ? "\\[" : c.ToString());
                continue;
            }

            if (c == '[')
            {
                inClass = true;
                result.Append(c);
                if (index + 1 < pattern.Length && pattern[index + 1] == '^')
                    result.Append(pattern[++index]);
                if (index + 1 < pattern.Length && pattern[index + 1] == ']')
                {
                    result.Append("\\]");
                    index++;
                }

                continue;
            }

            if (c == '$' && !multiline)
                result.Append("\\z");
            else if (c == '(' && string.CompareOrdinal(pattern, index, "(?P<", 0, 4) == 0)
            {
                result.Append("(?<");
                index += 3;
            }
            else
                result.Append(c);
        }

        return result.ToString();
    }

    private static string Posix(string name) => name switch
    {
        "alnum" => "0-9A-Za-z",
        "alpha" => "A-Za-z",
        "digit" => "0-9",
        "lower" => "a-z",
        "upper" => "A-Z",
        "space" => "\\t\\n\\v\\f\\r ",
        "xdigit" => "0-9A-Fa-f",
        "word" => "0-9A-Za-z_",
        "punct" => "!-/:-@\\[-`{-~",
        _ => name,
    };
}
