using Firesteel.Console.Hosting;
using Firesteel.History.Listing;
using Firesteel.History.Serving;
using Firesteel.History.Store;
using Firesteel.TestKit.Repository;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Firesteel.BrowserTests.History;

/// <summary>The pages on a loopback port over the cases' logs, and one Chromium for all tests.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private WebApplication? server;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The application with the most tasks.</summary>
    public LogEntry Largest { get; private set; } = null!;

    public ApplicationStore Store { get; private set; } = null!;

    /// <summary>The application with the most executors.</summary>
    public LogEntry Widest { get; private set; } = null!;

    public Dictionary<string, ApplicationStore> Stores { get; } = [];

    public string Root { get; private set; } = "";

    public HistoryLibrary Library { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        File.Exists(Chromium).ShouldBeTrue("the browser tests need Debian's Chromium: apt-get install chromium (eng/setup-ci.sh)");
        var logs = Path.Combine(Checkout.OwnCases, "history", "logs");
        Library = new HistoryLibrary(new HistoryOptions { LogDirectories = [Path.Combine(logs, "4.1.0"), Path.Combine(logs, "3.5.7"), Path.Combine(logs, "3.5.7-generated"), Path.Combine(logs, "4.1.0-streaming")], Parallelism = 2 }, TimeProvider.System);
        await Library.ScanAsync(CancellationToken.None);
        foreach (var entry in Library.List.Applications.SelectMany(application => application.Attempts))
            Stores[entry.AppId + "/" + entry.AttemptId] = await Library.OpenAsync(entry, CancellationToken.None);
        LogEntry Most(Func<ApplicationStore, long> what) => Library.List.Applications.SelectMany(application => application.Attempts).MaxBy(entry => what(Stores[entry.AppId + "/" + entry.AttemptId]))!;
        Largest = Most(store => store.TaskCount);
        Widest = Most(store => store.Executors.Values.Count(executor => !executor.IsDriver) * 1000L + store.Stages.Count);
        Store = Stores[Largest.AppId + "/" + Largest.AttemptId];

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapConsole(Library);
        await server.StartAsync();
        Root = server.Urls.First();

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Headless = true,
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public Task<IBrowserContext> OpenAsync(int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, bool script = true, bool bypass = false) => browser!.NewContextAsync(new()
    {
        BaseURL = Root,
        ViewportSize = new() { Width = width, Height = height },
        ColorScheme = scheme,
        JavaScriptEnabled = script,
        BypassCSP = bypass,
        ReducedMotion = ReducedMotion.Reduce,
    });

    /// <summary>One address of every page that has something to show, by name.</summary>
    public IEnumerable<(string Name, string Address)> Pages()
    {
        yield return ("applications", "/");
        foreach (var (name, page) in Of(Store))
            yield return (name, Address(Largest, page));
        foreach (var entry in Library.List.Applications.SelectMany(application => application.Attempts))
        {
            if (Stores[entry.AppId + "/" + entry.AttemptId].Streaming.MaxBy(query => query.Progress.Count) is not { } query)
                continue;
            yield return ("streaming", Address(entry, "StreamingQuery/"));
            yield return ("streaming-query", Address(entry, $"StreamingQuery/statistics/?id={query.RunId}"));
            break;
        }

        var (sqlEntry, sql) = BiggestPlan();
        yield return ("sql", Address(sqlEntry, "SQL/"));
        yield return ("sql-execution", Address(sqlEntry, $"SQL/execution/?id={sql}"));
        yield return ("overview-executors", Address(Widest, "overview/"));
        yield return ("executors-lost", Address(Widest, "executors/"));
    }

    public static string Address(LogEntry entry, string page) => $"/history/{entry.AppId}/{(entry.AttemptId is { } attempt ? attempt + "/" : "")}{page}";

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (server is not null)
            await server.DisposeAsync();
    }

    private IEnumerable<(string, string)> Of(ApplicationStore store)
    {
        var stage = store.Stages.Values.MaxBy(stage => stage.TaskCount)!;
        yield return ("overview", "overview/");
        yield return ("jobs", "jobs/");
        yield return ("job", $"jobs/job/?id={stage.JobIds.First()}");
        yield return ("stages", "stages/");
        yield return ("stage", $"stages/stage/?id={stage.StageId}&attempt={stage.Attempt}");
        yield return ("executors", "executors/");
        yield return ("storage", "storage/");
        yield return ("environment", "environment/");
        yield return ("environment-compared", $"environment/?compare={Widest.AppId}");
        yield return ("compare", $"compare/?compare={Widest.AppId}");
    }

    private (LogEntry Entry, long Execution) BiggestPlan() => Library.List.Applications.SelectMany(application => application.Attempts)
        .SelectMany(entry => Stores[entry.AppId + "/" + entry.AttemptId].Sql.Values.Select(execution => (Entry: entry, execution.Id, Nodes: execution.Graph?.Nodes.Count ?? 0)))
        .OrderByDescending(row => row.Nodes).Select(row => (row.Entry, row.Id)).First();
}
