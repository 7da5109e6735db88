using Firesteel.TestKit.Repository;
using Microsoft.Playwright;

namespace Firesteel.BrowserTests.History;

/// <summary>Pictures of the pages for the documentation, taken anew with <c>UPDATE_IMAGES=1</c>; without it, that they are there and small.</summary>
public sealed class ImageTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private const int MaxBytes = 300 * 1024;

    /// <summary>Name of the page in <see cref="BrowserFixture.Pages"/>, and of the picture.</summary>
    private static readonly (string Page, string Image, int Width, int Height, ColorScheme Scheme)[] Images =
    [
        ("applications", "history-applications-light", 1440, 900, ColorScheme.Light),
        ("applications", "history-applications-phone", 390, 844, ColorScheme.Light),
        ("overview-executors", "history-overview-light", 1440, 900, ColorScheme.Light),
        ("overview-executors", "history-overview-dark", 1440, 900, ColorScheme.Dark),
        ("stage", "history-stage-light", 1440, 1100, ColorScheme.Light),
        ("stage", "history-stage-phone", 390, 844, ColorScheme.Dark),
        ("sql-execution", "history-sql-dark", 1440, 1000, ColorScheme.Dark),
        ("executors", "history-executors-light", 1440, 900, ColorScheme.Light),
    ];

    private static string Folder => Checkout.File("docs", "images");

    [Fact]
    public async Task Pictures_of_the_documentation_are_there_and_small()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_IMAGES") == "1")
            await TakeAsync();
        foreach (var image in Images)
            new FileInfo(Path.Combine(Folder, image.Image + ".png")).Length.ShouldBeInRange(5 * 1024, MaxBytes, image.Image);
    }

    private async Task TakeAsync()
    {
        Directory.CreateDirectory(Folder);
        foreach (var image in Images)
        {
            await using var context = await fixture.OpenAsync(image.Width, image.Height, image.Scheme);
            var page = await context.NewPageAsync();
            await page.GotoAsync(fixture.Pages().First(entry => entry.Name == image.Page).Address);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, image.Image + ".png") });
        }

        // For looking at everything at once; not kept in the repository.
        if (Environment.GetEnvironmentVariable("IMAGES_OF_ALL") is not { Length: > 0 } folder)
            return;
        foreach (var (scheme, width) in ((ColorScheme, int)[])[(ColorScheme.Light, 1440), (ColorScheme.Dark, 1440), (ColorScheme.Light, 390)])
        {
            await using var context = await fixture.OpenAsync(width, 1000, scheme);
            var page = await context.NewPageAsync();
            foreach (var (name, address) in fixture.Pages())
            {
                await page.GotoAsync(address);
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{scheme}-{width}.png"), FullPage = true });
            }
        }
    }
}
