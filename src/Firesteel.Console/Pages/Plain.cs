using System.Text.RegularExpressions;
using Firesteel.Console.Markup;

namespace Firesteel.Console.Pages;

/// <summary>Texts of logs for pages: never as markup.</summary>
internal static partial class Plain
{
    /// <summary>Descriptions may hold links and line breaks that Spark would show as such; here only their text remains.</summary>
    public static string Text(string text) => text.Contains('<', StringComparison.Ordinal) ? Tag().Replace(text, " ").Trim() : text;

    /// <summary>The first line; the rest on demand.</summary>
    public static Html FirstLine(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Html.Empty;
        var trimmed = text.Trim();
        var end = trimmed.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? Html.Text(trimmed) : Html.Of($"<details class=\"more\"><summary>{trimmed[..end].Trim()}</summary><pre tabindex=\"0\">{trimmed}</pre></details>");
    }

    [GeneratedRegex("</?(a|span|br|b|i)\\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
