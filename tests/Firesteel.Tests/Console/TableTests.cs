using System.Text.RegularExpressions;
using Firesteel.Console.Pages;
using Firesteel.Console.Tables;

namespace Firesteel.Tests.Console;

public sealed partial class TableTests
{
    private static readonly (int Id, string Name)[] Rows = [.. Enumerable.Range(0, 230).Select(i => (i, $"row {(i * 37) % 230:000}"))];

    private static readonly Table<(int Id, string Name)> Table = new("t", "Rows", Column<(int Id, string Name)>.Count("Id", row => row.Id), Column<(int Id, string Name)>.Of("Name", row => row.Name)) { Sort = "Id" };

    [Fact]
    public void Pages_follow_each_other_without_gap_or_overlap()
    {
        var seen = Enumerable.Range(1, 5).SelectMany(page => Ids($"?t.page={page}")).ToList();
        seen.ShouldBe(Rows.Select(row => row.Id));
    }

    [Theory]
    [InlineData("?t.sort=Name")]
    [InlineData("?t.sort=name&t.desc=false")]
    public void Sorts_by_text(string query) => Ids(query + "&t.pageSize=1000").ShouldBe(Rows.OrderBy(row => row.Name, StringComparer.Ordinal).Select(row => row.Id));

    [Fact]
    public void Sorts_numbers_downwards() => Ids("?t.sort=Id&t.desc=true").ShouldBe(Rows.Reverse().Take(50).Select(row => row.Id));

    [Theory]
    [InlineData("?t.page=99999")]
    [InlineData("?t.page=-1")]
    [InlineData("?t.pageSize=0")]
    [InlineData("?t.pageSize=999999999999")]
    [InlineData("?t.sort=nothing&t.page=x")]
    public void Nonsense_still_gives_rows(string query) => Ids(query).ShouldNotBeEmpty();

    [Fact]
    public void Links_keep_what_other_tables_were_asked()
    {
        var html = Table.Render(Rows, PageQuery.Parse("?id=3&u.sort=X")).ToString();
        Markup.Links(html).ShouldAllBe(link => link.Contains("id=3") && link.Contains("u.sort=X") && link.EndsWith("#t"));
    }

    private static List<int> Ids(string query) =>
        [.. Cell().Matches(Table.Render(Rows, PageQuery.Parse(query)).ToString()).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];

    [GeneratedRegex("<tr><td class=\"number\">(?:<span class=\"dim\">)?(\\d+)")]
    private static partial Regex Cell();
}
