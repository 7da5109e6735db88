using Firesteel.Console.Markup;

namespace Firesteel.Console.Figures;

/// <summary>A picture with its title, what its colours mean, and the table behind it.</summary>
internal static class Figure
{
    public static Html Of(string title, Html picture, Html table, Html key = default, string tableTitle = "The numbers behind the picture") => Html.Of($"""
        <figure><figcaption><span class="title">{title}</span>{key}</figcaption>
        <div class="picture scroll" tabindex="0" role="region" aria-label="{title}, picture">{picture}</div>
        {Html.Of($"<details><summary>{tableTitle}</summary>{table}</details>").If(!table.IsEmpty)}</figure>

        """);

    /// <param name="entries">CSS class of the colour, and its meaning.</param>
    public static Html Key(params IEnumerable<(string Colour, string Meaning)> entries) =>
        Html.Of($"<span class=\"key\">{entries.Select(entry => Html.Of($"<span><svg width=\"10\" height=\"10\" aria-hidden=\"true\"><rect width=\"10\" height=\"10\" rx=\"2\" class=\"{entry.Colour}\"/></svg> {entry.Meaning}</span> "))}</span>");

    /// <summary>A share as a thin bar, for cells of tables.</summary>
    public static Html Bar(double part, double whole, string colour = "ember")
    {
        var share = whole <= 0 ? 0 : Math.Clamp(part / whole, 0, 1) * 100;
        return Html.Of($"<svg class=\"bar\" width=\"72\" height=\"6\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"rail\" width=\"100\" height=\"6\"/><rect class=\"{colour}\" width=\"{share}\" height=\"6\"/></svg>");
    }

    /// <summary>A setting's value; a very long one shows its beginning, and the whole when it is opened.</summary>
    public static Html LongText(string text) => text.Length <= 400
        ? Html.Of($"<code>{text}</code>")
        : Html.Of($"<details class=\"more\"><summary><code>{text[..120]}…</code></summary><code>{text}</code></details>");

    /// <summary>Colour of the n-th of many things.</summary>
    public static string Colour(int number) => $"c{number % 10}";

    /// <summary>A short table of few rows, neither sorted nor paged. Columns of numbers are set to the right.</summary>
    /// <param name="texts">Cells are long texts.</param>
    public static Html Rows(string caption, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows, bool texts = false)
    {
        var all = rows.ToList();
        Html[] kinds = [.. head.Select((_, i) => new Html(i == 0 ? "" : texts ? " class=\"wide\"" : all.Any(row => row[i].Length > 0 && char.IsLetter(row[i][0])) ? "" : " class=\"number\""))];
        return Html.Of($"""
            <div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table><caption class="unseen">{caption}</caption><thead><tr>{head.Select((title, i) => Html.Of($"<th scope=\"col\"{kinds[i]}>{title}</th>"))}</tr></thead>
            <tbody>{all.Select(row => Html.Of($"<tr>{row.Select((cell, i) => Html.Of($"<td{kinds[i]}>{(texts && i > 0 ? LongText(cell) : Html.Text(cell))}</td>"))}</tr>\n"))}</tbody></table></div>
            """);
    }
}
