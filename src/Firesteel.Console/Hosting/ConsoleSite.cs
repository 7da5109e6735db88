using System.Text;
using Firesteel.Console.Markup;
using Firesteel.Console.Pages;
using Firesteel.History.Listing;
using Firesteel.History.Serving;
using Firesteel.History.Store;

namespace Firesteel.Console.Hosting;

/// <summary>The history server's pages as a function from path and query to an answer; no socket is involved.</summary>
public sealed class ConsoleSite(HistoryLibrary library)
{
    private const string FirstTab = "jobs/";
    private const string HtmlType = "text/html;charset=utf-8";

    /// <summary>How long a page waits for a log before it shows what is known.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    private static readonly IApplicationPage[] ApplicationPages = [.. PageList.All.OfType<IApplicationPage>()];
    private static readonly IServerPage[] ServerPages = [.. PageList.All.OfType<IServerPage>()];
    private readonly Outcomes outcomes = new();

    /// <param name="path">Undecoded, from the root on.</param>
    /// <param name="query">With or without <c>?</c>.</param>
    /// <param name="prefix">What a reverse proxy put before our paths.</param>
    /// <returns>Null: the path is no page's.</returns>
    public async Task<PageAnswer?> AnswerAsync(string path, string query, Viewer viewer, string? theme, string prefix, CancellationToken stop)
    {
        if (Assets.Find(path) is { } asset)
            return new(200, asset.Type, asset.Bytes) { Immutable = true };
        var request = new PageRequest(library, prefix.TrimEnd('/'), path, PageQuery.Parse(query), viewer, theme, library.Time.GetUtcNow().ToUnixTimeMilliseconds()) { Outcomes = outcomes };
        string[] segments = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        if (segments is not ["history", ..])
            return ServerPages.FirstOrDefault(page => "/" + page.Path == path) is { } page ? Answer(200, Layout.Document(request, page.Title, Html.Empty, page.Render(request))) : null;
        if (segments.Length == 1)
            return Redirect(path.EndsWith('/') ? request.Home : request.Home + "history/");
        return await ApplicationAsync(request, segments[1], segments[2..], path.EndsWith('/'), stop);
    }

    private async Task<PageAnswer> ApplicationAsync(PageRequest request, string appId, string[] rest, bool slash, CancellationToken stop)
    {
        if (library.List.Find(appId) is not { } application)
            return Missing(request, "No such application", $"Application {appId} not found.");
        var attempt = rest.Length > 0 && application.Attempts.FirstOrDefault(entry => entry.AttemptId == rest[0]) is { AttemptId: not null } named ? named : null;
        string[] tail = attempt is null ? rest : rest[1..];
        var entry = attempt ?? application.Attempts[0];
        if (!request.Viewer.MaySee(entry, library.Options.Access))
            return Answer(403, Failure.Render(request, "Not yours to see", $"User {request.Viewer.User} is not authorized to access this page.", "The application's view ACLs decide; ask its owner."));
        if (tail.Length == 0)
            return rest.Length == 0 && !slash ? Redirect(request.Link(application.Attempts[0], "") + Asked(request)) : Redirect(request.Link(entry));
        var wanted = string.Join('/', tail) + "/";
        if (ApplicationPages.FirstOrDefault(page => page.Path.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is not { } page)
            return IsTab(tail[0]) || entry.AttemptId != attempt?.AttemptId
                ? Missing(request, "No such page", $"{appId} has no page {wanted}")
                : Redirect(request.Link(entry, FirstTab));

        // Spark knows only addresses that end in a slash, and an attempt must be named if there is one.
        if (!slash || page.Path != wanted || entry.AttemptId != attempt?.AttemptId)
            return Redirect(request.Link(entry, page.Path) + Asked(request));
        try
        {
            return await RenderAsync(request, entry, page, stop);
        }
        catch (PageNotFoundException missing)
        {
            return Missing(request, "Not in this application", missing.Message);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Answer(503, Failure.Render(request, "The event log cannot be read", $"{entry.Log}: {broken.Message}", "Nothing else is disturbed; the page works again once the log can be read."));
        }
    }

    private async Task<PageAnswer> RenderAsync(PageRequest request, LogEntry entry, IApplicationPage page, CancellationToken stop)
    {
        var store = await library.OpenAsync(entry, Patience, stop);
        (LogEntry, ApplicationStore)? other = request.Query["compare"] is { } name && FindOther(name) is { } otherEntry && request.Viewer.MaySee(otherEntry, library.Options.Access)
            ? (otherEntry, await library.OpenAsync(otherEntry, stop))
            : null;
        var asked = new ApplicationRequest(request, entry, store, other);
        return store.Read(known =>
        {
            if (known.Complete)
            {
                if (!TabOf(page).IsTab(asked))
                    return Redirect(request.Link(entry, FirstTab));
                outcomes.Learn(entry, known);
            }

            var content = page.Render(asked);
            return Answer(200, Layout.Document(request, $"{page.Title} · {entry.AppName}", Layout.ApplicationHeading(asked, page.Tab), content, known.Complete ? 0 : 2));
        });
    }

    /// <summary>Whether pages stand below the name; whatever does not belong to one leads to the first tab, as in Spark.</summary>
    private static bool IsTab(string name) => ApplicationPages.Any(page => page.Tab.Equals(name + "/", StringComparison.OrdinalIgnoreCase));

    private static IApplicationPage TabOf(IApplicationPage page) => ApplicationPages.First(other => other.Path == page.Tab);

    private static string Asked(PageRequest request) => request.Query.ToString().TrimEnd('?');

    /// <param name="name"><c>app</c> or <c>app/attempt</c>.</param>
    private LogEntry? FindOther(string name)
    {
        string[] parts = name.Split('/', 2);
        return library.List.Find(parts[0])?.Attempts is not { } attempts ? null : parts.Length == 1 ? attempts[0] : attempts.FirstOrDefault(entry => entry.AttemptId == parts[1]);
    }

    private static PageAnswer Missing(PageRequest request, string title, string what) => Answer(404, Failure.Render(request, title, what, "It may have been cleaned up, or its log may not have been found yet."));

    private static PageAnswer Answer(int status, Html page) => new(status, HtmlType, Encoding.UTF8.GetBytes(page.ToString()));

    private static PageAnswer Redirect(string location) => new(302, HtmlType, default) { Location = location };
}
