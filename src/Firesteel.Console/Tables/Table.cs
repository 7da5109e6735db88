using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Pages;

namespace Firesteel.Console.Tables;

/// <summary>
/// A table that is sorted and paged by the server through Spark's own parameters <c>tag.sort</c>, <c>tag.desc</c>, <c>tag.page</c> and
/// <c>tag.pageSize</c>, so that it works without a script and a bookmark keeps its order.
/// </summary>
/// <param name="tag">Names the table in the query and as an anchor.</param>
public sealed class Table<T>(string tag, string caption, params IReadOnlyList<Column<T>?> columns)
{
    private const int MaxPageSize = 1000;
    private static readonly int[] PageSizes = [20, 50, 100, 500];
    private readonly Column<T>[] columns = [.. columns.OfType<Column<T>>()];

    /// <summary>Title of the column that the table is first sorted by; null keeps the order of the rows.</summary>
    public string? Sort { get; init; }

    public bool Descending { get; init; }

    public int PageSize { get; init; } = 50;

    /// <summary>Keeps the order of the rows, by the name of column and direction; null finds it out each time.</summary>
    public Func<string, Func<int[]>, int[]>? Remember { get; init; }

    /// <summary>Said when there is no row.</summary>
    public string Nothing { get; init; } = "Nothing to show.";

    public Html Render(IReadOnlyList<T> rows, PageQuery query)
    {
        if (rows.Count == 0)
            return Html.Of($"<p class=\"nothing\" id=\"{tag}\">{Nothing}</p>");
        var asked = query[$"{tag}.sort"];
        var sort = Find(asked) ?? Find(Sort);
        var descending = Find(asked) is null ? Descending : query[$"{tag}.desc"] == "true";
        var size = Math.Clamp(query.Integer($"{tag}.pageSize", PageSize), 1, MaxPageSize);
        var pages = (rows.Count + size - 1) / size;
        var page = Math.Clamp(query.Integer($"{tag}.page", 1), 1, pages);
        var order = Remember is null ? Order(rows, sort, descending) : Remember($"{sort?.Title} {descending}", () => Order(rows, sort, descending));
        var shown = Enumerable.Range((page - 1) * size, Math.Min(size, rows.Count - ((page - 1) * size)));
        return Html.Of($"""
            <div class="table" id="{tag}">
            <div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table><caption class="unseen">{caption}</caption>
            <thead><tr>{columns.Select(column => Heading(column, column == sort, descending, query))}</tr></thead>
            <tbody>{shown.Select(index => Row(rows[order[index]]))}</tbody></table></div>
            {Pager(query, page, pages, size, rows.Count)}</div>

            """);
    }

    private Column<T>? Find(string? title) => title is null ? null : columns.FirstOrDefault(column => column.Sortable && column.Title.Equals(title, StringComparison.OrdinalIgnoreCase));

    private Html Heading(Column<T> column, bool sorted, bool descending, PageQuery query)
    {
        var type = column.IsNumber ? "number" : column.Wide ? "wide" : "";
        if (!column.Sortable)
            return Html.Of($"<th scope=\"col\" class=\"{type}\" title=\"{column.Hint}\">{column.Title}</th>");
        var next = sorted ? !descending : column.Number is not null;
        var link = query.With(($"{tag}.sort", column.Title), ($"{tag}.desc", next ? "true" : "false"), ($"{tag}.page", null));
        return Html.Of($"<th scope=\"col\" class=\"{type}\" title=\"{column.Hint}\"{new Html(sorted ? descending ? " aria-sort=\"descending\"" : " aria-sort=\"ascending\"" : "")}><a href=\"{link.ToString()}#{tag}\">{column.Title}</a></th>");
    }

    private Html Row(T row) => Html.Of($"<tr>{columns.Select(column => Html.Of($"<td{new Html(column.IsNumber ? " class=\"number\"" : column.Wide ? " class=\"wide\"" : "")}>{column.Cell(row)}</td>"))}</tr>\n");

    private Html Pager(PageQuery query, int page, int pages, int size, int count)
    {
        if (count <= PageSizes[0] || (pages == 1 && size <= PageSize))
            return Html.Empty;
        Html To(int target, string text, string label) => target < 1 || target > pages || target == page
            ? Html.Of($"<span class=\"dim\">{text}</span>")
            : Html.Of($"<a href=\"{query.With(($"{tag}.page", $"{target}")).ToString()}#{tag}\" aria-label=\"{label}\">{text}</a>");
        var sizes = PageSizes.Select(choice => choice == size
            ? Html.Of($"<span aria-current=\"true\">{choice}</span>")
            : Html.Of($"<a href=\"{query.With(($"{tag}.pageSize", $"{choice}"), ($"{tag}.page", null)).ToString()}#{tag}\">{choice}</a>"));
        return Html.Of($"""
            <nav class="pager" aria-label="Pages of {caption}"><span>{Amount.Count(((page - 1) * size) + 1)}–{Amount.Count(Math.Min(count, page * size))} of {Amount.Count(count)}</span>
            <span class="steps">{To(1, "« first", "First page")} {To(page - 1, "‹ previous", "Previous page")} <b>{page} / {pages}</b> {To(page + 1, "next ›", "Next page")} {To(pages, "last »", "Last page")}</span>
            <span class="sizes">rows {Html.Join(sizes, " ")}</span></nav>
            """);
    }

    /// <summary>Keys are taken out once, so that 100,000 rows sort as an array of numbers; equal keys keep the rows' order.</summary>
    private static int[] Order(IReadOnlyList<T> rows, Column<T>? column, bool descending)
    {
        var order = new int[rows.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        if (column?.Number is { } number)
        {
            var keys = new (double Key, int Index)[rows.Count];
            for (var i = 0; i < keys.Length; i++)
                keys[i] = (descending ? -number(rows[i]) : number(rows[i]), i);
            Array.Sort(keys, order);
        }
        else if (column?.Text is { } text)
        {
            var keys = new string[rows.Count];
            for (var i = 0; i < keys.Length; i++)
                keys[i] = text(rows[i]);
            var sign = descending ? -1 : 1;
            Array.Sort(order, (a, b) => sign * string.CompareOrdinal(keys[a], keys[b]) is var compared and not 0 ? compared : a.CompareTo(b));
        }

        return order;
    }
}
