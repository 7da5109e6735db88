using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Firesteel.BrowserTests.History;

/// <summary>Every page in a real browser.</summary>
public sealed class PageTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Open_without_a_complaint_of_the_browser()
    {
        await using var context = await fixture.OpenAsync();
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
        page.RequestFailed += (_, request) => complaints.Add($"{request.Url} failed");
        foreach (var (name, address) in fixture.Pages())
        {
            var answer = await page.GotoAsync(address);
            answer!.Status.ShouldBe(200, name);
            (await page.Locator("h1").CountAsync()).ShouldBe(1, name);
            (await page.EvaluateAsync<bool>("getComputedStyle(document.body).margin === '0px'")).ShouldBeTrue($"{name}: the style sheet is not there");
        }

        complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Are_accessible(ColorScheme scheme)
    {
        await using var context = await fixture.OpenAsync(scheme: scheme, bypass: true);
        var page = await context.NewPageAsync();
        var violations = new List<string>();
        foreach (var (name, address) in fixture.Pages())
        {
            await page.GotoAsync(address);
            await page.EvaluateAsync("for (const d of document.querySelectorAll('details')) d.open = true");
            var result = await page.RunAxe(new AxeRunOptions());
            violations.AddRange(result.Violations.Select(violation => $"{name}: {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html[..Math.Min(160, node.Html.Length)]))}"));
        }

        violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(390)]
    [InlineData(768)]
    public async Task Fit_into_narrow_windows(int width)
    {
        await using var context = await fixture.OpenAsync(width, 844);
        var page = await context.NewPageAsync();
        var wide = new List<string>();
        foreach (var (name, address) in fixture.Pages())
        {
            await page.GotoAsync(address);
            var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (overflow > 0)
                wide.Add($"{name} is {overflow} px too wide");
        }

        wide.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sort_and_page_without_a_script()
    {
        await using var context = await fixture.OpenAsync(script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync(fixture.Pages().First(entry => entry.Name == "stage").Address + "&task.pageSize=20");
        var tasks = page.Locator("#task tbody tr");
        (await tasks.CountAsync()).ShouldBe(20);
        await page.Locator("#task thead a", new() { HasTextString = "Duration" }).ClickAsync();
        (await page.Locator("#task th[aria-sort=descending]").InnerTextAsync()).ShouldContain("Duration");
        var first = await tasks.First.InnerTextAsync();
        await page.Locator("#task .pager a", new() { HasTextString = "next" }).ClickAsync();
        (await tasks.First.InnerTextAsync()).ShouldNotBe(first);
        page.Url.ShouldContain("task.page=2");
        page.Url.ShouldContain("task.sort=Duration");
        await page.Locator("#task thead a", new() { HasTextString = "Duration" }).ClickAsync();
        (await page.Locator("#task th[aria-sort=ascending]").CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Filter_the_list_of_applications()
    {
        await using var context = await fixture.OpenAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.Locator(".filters input[name=q]").FillAsync(fixture.Largest.AppId);
        await page.Locator(".filters button").ClickAsync();
        (await page.Locator("#apps tbody tr").CountAsync()).ShouldBe(fixture.Library.List.Find(fixture.Largest.AppId)!.Attempts.Count);
        page.Url.ShouldNotContain("user=");
        await page.Locator("#apps tbody a").First.ClickAsync();
        page.Url.ShouldEndWith("/overview/");
    }

    [Fact]
    public async Task Answer_to_the_keyboard()
    {
        await using var context = await fixture.OpenAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("document.activeElement.className")).ShouldBe("skip");
        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("content");
        await page.Keyboard.PressAsync("/");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("search");
        await page.Keyboard.TypeAsync("j");
        (await page.Locator("#search").InputValueAsync()).ShouldBe("j");
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("k");
        (await page.Locator("tr.here").CountAsync()).ShouldBe(1);
        (await page.EvaluateAsync<bool>("document.querySelector('tbody tr') === document.querySelector('tr.here')")).ShouldBeTrue();
        await page.Keyboard.PressAsync("?");
        (await page.Locator("dialog[open]").CountAsync()).ShouldBe(1);
        await page.Keyboard.PressAsync("Escape");
        (await page.Locator("dialog[open]").CountAsync()).ShouldBe(0);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".tabs a[aria-current]", new() { HasTextString = "Overview" }).WaitForAsync();
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("s");
        await page.Locator(".tabs a[aria-current]", new() { HasTextString = "Stages" }).WaitForAsync();
    }

    [Fact]
    public async Task Keep_the_theme_that_was_chosen()
    {
        await using var context = await fixture.OpenAsync(scheme: ColorScheme.Light);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        const string paper = "getComputedStyle(document.body).backgroundColor";
        var light = await page.EvaluateAsync<string>(paper);
        await page.Locator("#theme").ClickAsync();
        var dark = await page.EvaluateAsync<string>(paper);
        dark.ShouldNotBe(light);
        await page.ReloadAsync();
        (await page.EvaluateAsync<string>(paper)).ShouldBe(dark);
    }

    [Fact]
    public async Task Say_what_is_missing()
    {
        await using var context = await fixture.OpenAsync();
        var page = await context.NewPageAsync();
        (await page.GotoAsync("/history/app-does-not-exist/jobs/"))!.Status.ShouldBe(404);
        (await page.Locator("main").InnerTextAsync()).ShouldContain("app-does-not-exist not found");
    }
}
