using Firesteel.History.Serving;

namespace Firesteel.Tests.Console;

/// <summary>Addresses of Spark's own pages, and of what does not exist.</summary>
public sealed class AddressTests
{
    [Fact]
    public async Task Bookmarks_lead_to_pages()
    {
        var site = await Site.OfCasesAsync("4.1.0");
        var app = site.Entries.First(entry => entry.AttemptId is null).AppId;
        (await LocationAsync(site, $"/history/{app}")).ShouldBe($"/history/{app}/");
        (await LocationAsync(site, $"/history/{app}/")).ShouldBe($"/history/{app}/overview/");
        (await LocationAsync(site, $"/history/{app}/jobs")).ShouldBe($"/history/{app}/jobs/");
        (await LocationAsync(site, $"/history/{app}/stages/stage?id=0&attempt=0")).ShouldBe($"/history/{app}/stages/stage/?id=0&attempt=0");
        (await LocationAsync(site, $"/history/{app}/sql/execution/?id=1")).ShouldBe($"/history/{app}/SQL/execution/?id=1");
        (await LocationAsync(site, "/history/")).ShouldBe("/");
        (await LocationAsync(site, "/history")).ShouldBe("/history/");
        (await LocationAsync(site, $"/history/{app}?from=mail")).ShouldBe($"/history/{app}/?from=mail");
        foreach (var page in (string[])["jobs/", "stages/", "storage/", "environment/", "executors/"])
            (await site.GetAsync($"/history/{app}/{page}")).Status.ShouldBe(200, page);
    }

    [Fact]
    public async Task The_newest_attempt_answers_where_none_is_named()
    {
        var site = await Site.OfCasesAsync("3.5.7-odd");
        var application = site.Library.List.Applications.First(application => application.Attempts.Count > 1);
        var newest = application.Attempts[0].AttemptId;
        (await LocationAsync(site, $"/history/{application.Id}/")).ShouldBe($"/history/{application.Id}/{newest}/overview/");
        (await LocationAsync(site, $"/history/{application.Id}/jobs/")).ShouldBe($"/history/{application.Id}/{newest}/jobs/");
        (await site.GetAsync($"/history/{application.Id}/{application.Attempts[^1].AttemptId}/jobs/")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("jobs/job/?id=99999")]
    [InlineData("jobs/job/")]
    [InlineData("stages/stage/?id=0&attempt=77")]
    [InlineData("stages/stage/?id=99999999999999999999&attempt=0")]
    [InlineData("SQL/execution/?id=x")]
    [InlineData("storage/rdd/?id=-4")]
    [InlineData("jobs/nothing/of/this/")]
    public async Task What_is_not_there_is_said_to_be_missing(string page)
    {
        var site = await Site.OfCasesAsync("4.1.0");
        var answer = await site.GetAsync(Site.Address(site.Entries.First(entry => entry.AppName.Contains("SQL", StringComparison.Ordinal))) + page);
        answer.Status.ShouldBe(404);
        Markup.ShouldBeWhole(answer.Text, page);
    }

    [Theory]
    [InlineData("StreamingQuery/"), InlineData("StreamingQuery/statistics/?id=x"), InlineData("sqlserver/"), InlineData("connect/")]
    [InlineData("nothing/of/this"), InlineData("99/jobs/"), InlineData("streaming/")]
    public async Task What_an_application_has_no_tab_for_leads_to_its_jobs(string page)
    {
        var site = await Site.OfCasesAsync("4.1.0");
        var entry = site.Entries.First(entry => entry.AttemptId is null && !entry.AppName.Contains("stream", StringComparison.OrdinalIgnoreCase));
        (await LocationAsync(site, Site.Address(entry) + page)).ShouldBe($"/history/{entry.AppId}/jobs/");
    }

    [Fact]
    public async Task An_unknown_attempt_is_not_another_one()
    {
        var site = await Site.OfCasesAsync("3.5.7-odd");
        var application = site.Library.List.Applications.First(application => application.Attempts.Count > 1);
        (await site.GetAsync($"/history/{application.Id}/99/jobs/")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_unknown_application_is_named_and_its_name_is_text()
    {
        var site = await Site.OfCasesAsync("4.1.0");
        var answer = await site.GetAsync("/history/%3Cscript%3Ealert(1)%3C%2Fscript%3E/jobs/");
        answer.Status.ShouldBe(404);
        answer.ContentType.ShouldBe("text/html;charset=utf-8");
        answer.Text.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt; not found");
        answer.Text.ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task A_stranger_sees_neither_the_row_nor_the_page()
    {
        var folder = Path.Combine(Firesteel.TestKit.Repository.Checkout.OwnCases, "history", "logs", "4.1.0");
        var site = await Site.OfAsync(folder, new AccessOptions { Enabled = true, UserHeader = "X-User" });
        var stranger = new Viewer("nobody-knows-me", []);
        var entry = site.Entries.First(entry => entry.ViewAcls.Length == 0);
        (await site.GetAsync(Site.Address(entry) + "jobs/", stranger)).Status.ShouldBe(403);
        (await site.GetAsync("/", stranger)).Text.ShouldNotContain(entry.AppId);
    }

    [Fact]
    public async Task A_prefix_of_a_proxy_stands_before_every_link()
    {
        var site = await Site.OfCasesAsync("4.1.0");
        var answer = await site.GetAsync(Site.Address(site.Entries.First()) + "jobs/", prefix: "/gateway/default/sparkhistoryui");
        Markup.Links(answer.Text).Where(link => link.StartsWith('/')).ShouldAllBe(link => link.StartsWith("/gateway/default/sparkhistoryui/"));
    }

    private static async Task<string?> LocationAsync(Site site, string address)
    {
        var answer = await site.GetAsync(address);
        answer.Status.ShouldBe(302, address);
        return answer.Location;
    }
}
