using Firesteel.Console.Hosting;
using Firesteel.Console.Pages;
using Firesteel.History.Listing;
using Firesteel.History.Serving;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Console;

/// <summary>The pages over a folder of logs, without a socket. Logs are read before they are asked for, so that no test sees a part.</summary>
internal sealed class Site
{
    private readonly ConsoleSite site;

    private Site(HistoryLibrary library)
    {
        Library = library;
        site = new ConsoleSite(library);
    }

    public HistoryLibrary Library { get; }

    public IEnumerable<LogEntry> Entries => Library.List.Applications.SelectMany(application => application.Attempts);

    public static Task<Site> OfCasesAsync(string folder) => OfAsync(Path.Combine(Checkout.OwnCases, "history", "logs", folder));

    public static async Task<Site> OfAsync(string folder, AccessOptions? access = null)
    {
        var library = new HistoryLibrary(new HistoryOptions { LogDirectories = [folder], Parallelism = 2, Access = access ?? new() }, TimeProvider.System);
        await library.ScanAsync(CancellationToken.None);
        return new(library);
    }

    public static string Address(LogEntry entry) => $"/history/{entry.AppId}/{(entry.AttemptId is { } attempt ? attempt + "/" : "")}";

    public async Task<PageAnswer> GetAsync(string address, Viewer? viewer = null, string prefix = "")
    {
        foreach (var entry in Entries.Where(entry => address.Contains(entry.AppId, StringComparison.Ordinal)))
            await Library.OpenAsync(entry, CancellationToken.None);
        var question = address.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = question < 0 ? (address, "") : (address[..question], address[question..]);
        return (await site.AnswerAsync(path, query, viewer ?? Viewer.Nobody, null, prefix, CancellationToken.None)).ShouldNotBeNull(address);
    }

    public async Task<string> PageAsync(string address)
    {
        var answer = await GetAsync(address);
        answer.Status.ShouldBe(200, address);
        Markup.ShouldBeWhole(answer.Text, address);
        return answer.Text;
    }
}
