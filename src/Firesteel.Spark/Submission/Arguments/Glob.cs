using System.Text;
using System.Text.RegularExpressions;

namespace Firesteel.Spark.Submission.Arguments;

/// <summary>Expands globs among the submitter's own files, in the last part of a path, as Hadoop's file system does. Source: native-submission §1.6.</summary>
internal static class Glob
{
    /// <summary>What matches nothing stays as it is, so that the missing file is named later.</summary>
    public static string ExpandList(string list, ISubmitterFiles files) =>
        string.Join(',', list.Split(',', StringSplitOptions.RemoveEmptyEntries).SelectMany(entry => Expand(entry, files)));

    private static IEnumerable<string> Expand(string entry, ISubmitterFiles files)
    {
        var path = entry.StartsWith("file:", StringComparison.Ordinal) ? ResourceUri.LocalPath(entry, "/") : "";
        var slash = path.LastIndexOf('/');
        if (slash < 0 || path.AsSpan(slash).IndexOfAny("*?[{") < 0)
            return [entry];
        if (Unclosed(path[(slash + 1)..]))
            return [entry];
        var pattern = new Regex(Pattern(path[(slash + 1)..]));
        string[] found = [.. (files.List(path[..slash]) ?? []).Where(name => pattern.IsMatch(name)).Order(StringComparer.Ordinal)];
        return found.Length == 0 ? [entry] : found.Select(name => $"file:{path[..slash]}/{name}{ResourceUri.Fragment(entry)}");
    }

    /// <summary>A bracket without its partner: a comma inside of braces divides the list before they are looked at.</summary>
    public static bool Unclosed(string glob) =>
        glob.Count(character => character == '{') != glob.Count(character => character == '}') || glob.LastIndexOf('[') > glob.LastIndexOf(']');

    private static string Pattern(string glob)
    {
        var pattern = new StringBuilder("^");
        var alternatives = 0;
        foreach (var character in glob)
        {
            pattern.Append(character switch
            {
                '*' => "[^/]*",
                '?' => "[^/]",
                '[' or ']' => character.ToString(),
                '{' => "(?:",
                '}' => ")",
                ',' when alternatives > 0 => "|",
                _ => Regex.Escape(character.ToString()),
            });
            alternatives += character switch { '{' => 1, '}' => -1, _ => 0 };
        }

        return pattern.Append('$').ToString();
    }
}
