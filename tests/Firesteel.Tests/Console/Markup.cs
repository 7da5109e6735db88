using System.Text.RegularExpressions;

namespace Firesteel.Tests.Console;

/// <summary>Checks of a page's text that a browser would forgive.</summary>
internal static partial class Markup
{
    private static readonly HashSet<string> Void = ["meta", "link", "input", "br", "hr", "!doctype"];

    /// <summary>Tags are closed in order, and no id occurs twice.</summary>
    public static void ShouldBeWhole(string page, string where)
    {
        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(page))
        {
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            if (tag.Groups["close"].Length > 0)
                (open.TryPop(out var last) ? last : "nothing").ShouldBe(name, $"{where} at {page.Substring(Math.Max(0, tag.Index - 80), 80)}");
            else if (!Void.Contains(name) && !tag.Value.EndsWith("/>", StringComparison.Ordinal))
                open.Push(name);
        }

        open.ShouldBeEmpty(where);
        Id().Matches(page).Select(match => match.Groups[1].Value).GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty(where);
    }

    public static IEnumerable<string> Links(string page) => Href().Matches(page).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value));

    [GeneratedRegex("<(?<close>/?)(?<name>[!a-zA-Z][a-zA-Z0-9]*)(\\s+[^\\s=>\"/]+(=\"[^\"<]*\")?)*\\s*/?>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\sid=\"([^\"]*)\"")]
    private static partial Regex Id();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Href();
}
