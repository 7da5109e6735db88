using Firesteel.Console.Formats;
using Firesteel.Console.Hosting;
using Firesteel.Console.Markup;

namespace Firesteel.Console.Pages;

/// <summary>What stands around the content of every page.</summary>
internal static class Layout
{
    /// <param name="refresh">Seconds after which the browser asks again; 0 = never.</param>
    public static Html Document(PageRequest request, string title, Html heading, Html content, int refresh = 0) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en"{Theme(request)}>
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
        {Html.Of($"<meta http-equiv=\"refresh\" content=\"{refresh}\">").If(refresh > 0)}
        <title>{title} · Firesteel</title>
        <link rel="stylesheet" href="{request.Prefix}{Assets.Address("console.css")}"><link rel="icon" type="image/svg+xml" href="{request.Prefix}{Assets.Address("icon.svg")}">
        <script src="{request.Prefix}{Assets.Address("console.js")}" defer></script>
        </head>
        <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header class="top"><a class="brand" href="{request.Home}">{Mark}<span>Firesteel</span> <span class="room">history</span></a>
        <form class="find" action="{request.Home}" role="search"><input type="search" name="q" id="search" value="{(request.Path == "/" ? request.Query["q"] : "")}" placeholder="Find an application" aria-label="Find an application by name, id or user"><kbd aria-hidden="true">/</kbd></form>
        <button type="button" class="plain" id="theme" aria-label="Switch between light and dark">◐</button><button type="button" class="plain" id="help" aria-label="Keys">?</button></header>
        {heading}
        <main id="content" tabindex="-1">
        {content}
        </main>
        <footer>Times are UTC. {Html.Of($"<a href=\"{request.Home}\">All applications</a>")} · <a href="{request.Prefix}/api/v1/applications">REST</a></footer>
        <dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">Keys</h2><dl class="keys"><dt><kbd>/</kbd></dt><dd>find an application</dd><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous row</dd><dt><kbd>Enter</kbd></dt><dd>open the row's link</dd><dt><kbd>g</kbd> <kbd>o</kbd></dt><dd>overview; also <kbd>g</kbd> with <kbd>j</kbd> jobs, <kbd>s</kbd> stages, <kbd>q</kbd> SQL, <kbd>e</kbd> executors</dd><dt><kbd>t</kbd></dt><dd>light or dark</dd><dt><kbd>?</kbd></dt><dd>these keys</dd></dl><form method="dialog"><button>Close</button></form></dialog>
        </body>
        </html>
        """);

    private static Html Mark => new("<svg class=\"mark\" viewBox=\"0 0 24 24\" width=\"22\" height=\"22\" aria-hidden=\"true\"><path d=\"M13.5 1.5 5 13.2h5.2L8.6 22.5 19 9.6h-6.1z\"/></svg>");

    public static Html ApplicationHeading(ApplicationRequest request, string tab)
    {
        var store = request.Store;
        var name = store.Name.Length > 0 ? store.Name : request.Entry.AppName.Length > 0 ? request.Entry.AppName : request.Entry.AppId;
        var tabs = PageList.All.OfType<IApplicationPage>().Where(page => page.Tab == page.Path && page.IsTab(request)).Select(page => Html.Of(
            $"<a href=\"{request.Link(page.Path)}\"{new Html(page.Path == tab ? " aria-current=\"page\"" : "")} data-key=\"{page.Path}\">{page.Title}</a>"));
        return Html.Of($"""
            <section class="heading" aria-label="Application"><div class="app"><div class="who"><span class="name">{name}</span> {State(request)} <span class="facts"><span>{request.Entry.AppId}{(request.Entry.AttemptId is { } attempt ? $" · attempt {attempt}" : "")}</span><span>{store.User}</span><span>Spark {store.SparkVersion}</span><span>{request.Time(store.Started)}</span><span>{Amount.Duration(request.Horizon - store.Started)}</span></span></div>
            <nav class="tabs" aria-label="Pages of the application">{tabs}</nav></div>
            {Notes(request)}</section>
            """);
    }

    private static Html State(ApplicationRequest request)
    {
        var failed = request.Store.Jobs.Values.Count(job => job.Status == History.Store.JobStatus.Failed);
        return !request.Entry.Completed ? Html.Of($"<span class=\"chip running\">not ended</span>")
            : failed > 0 ? Html.Of($"<span class=\"chip failed\">{failed} failed {(failed == 1 ? "job" : "jobs")}</span>")
            : Html.Of($"<span class=\"chip good\">completed</span>");
    }

    private static Html Notes(ApplicationRequest request)
    {
        var store = request.Store;
        var reading = store.Complete ? Html.Empty : Html.Of($"<div class=\"note\" role=\"status\"><b>The log is still being read.</b> {Amount.Size(store.BytesRead)} of {Amount.Size(request.Entry.Size)}; {store.Jobs.Count} jobs, {store.Stages.Count} stages and {Amount.Count(store.TaskCount)} tasks are known so far. The page brings itself up to date.</div>");
        var problems = store.Problems.Count == 0 ? Html.Empty : Html.Of($"<details class=\"note bad\"><summary><b>The log is damaged:</b> {store.Problems[0]}</summary><p>What could be read is shown.</p><ul>{store.Problems.Select(problem => Html.Of($"<li>{problem}</li>"))}</ul></details>");
        return reading + problems;
    }

    private static Html Theme(PageRequest request) => request.Theme is "light" or "dark" ? Html.Of($" data-theme=\"{request.Theme}\"") : Html.Empty;
}
