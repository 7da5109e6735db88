using System.Globalization;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Tables;
using Firesteel.History.Listing;

namespace Firesteel.Console.Pages.Server;

/// <summary>All applications: searched, filtered, sorted and paged by the server. One row per attempt.</summary>
public sealed class ApplicationsPage : IServerPage
{
    private static readonly (string Value, string Name)[] States = [("", "any state"), ("completed", "completed"), ("running", "not ended"), ("failed", "failed")];
    private static readonly (string Value, string Name, long Ms)[] Periods =
        [("", "any time", 0), ("1h", "last hour", 3_600_000), ("24h", "last 24 hours", 86_400_000), ("7d", "last 7 days", 604_800_000), ("30d", "last 30 days", 2_592_000_000)];

    public string Path => "";

    public string Title => "Applications";

    public string Tab => "";

    public Html Render(PageRequest request)
    {
        var all = request.Library.List.Applications.SelectMany(application => application.Attempts).Where(entry => request.Viewer.MaySee(entry, request.Library.Options.Access)).ToList();
        var rows = Filter(all, request).ToList();
        var attempts = all.Any(entry => entry.AttemptId is not null);
        var table = new Table<LogEntry>(
            "apps",
            "Applications",
            new("Application", entry => Html.Of($"<a href=\"{request.Link(entry)}\">{(entry.AppName.Length > 0 ? entry.AppName : entry.AppId)}</a><span class=\"sub\">{entry.AppId}</span>")) { Text = entry => entry.AppName, Wide = true },
            attempts ? Column<LogEntry>.Of("Attempt", entry => entry.AttemptId ?? "") : null,
            new("State", entry => State(entry, request)) { Text = entry => StateOf(entry, request) },
            Column<LogEntry>.Of("User", entry => entry.User),
            new("Started", entry => request.Time(entry.Started)) { Number = entry => entry.Started, IsMoment = true },
            Column<LogEntry>.Duration("Duration", entry => entry.Completed ? entry.Duration : Math.Max(0, entry.LastUpdated - entry.Started)),
            Column<LogEntry>.Of("Spark", entry => entry.SparkVersion),
            Column<LogEntry>.Size("Log", entry => entry.Size),
            new("Download", entry => Html.Of($"<a href=\"{request.Prefix}/api/v1/applications/{Uri.EscapeDataString(entry.AppId)}/{(entry.AttemptId is { } attempt ? Uri.EscapeDataString(attempt) + "/" : "")}logs\" aria-label=\"Download the log of {entry.AppId}\" download>log</a>")))
        {
            Sort = "Started",
            Descending = true,
            Nothing = all.Count == 0 ? "No event log was found yet. Is spark.eventLog.dir of your jobs the directory that this server reads, and may it read there?" : "No application fits. Take a filter away.",
        };
        _ = request.Outcomes.LearnSoon(request.Library, rows.OrderByDescending(entry => entry.Started).Take(50));
        return Html.Of($"""
            <h1>Applications <span class="count">{Amount.Count(rows.Count)}{(rows.Count == all.Count ? "" : $" of {Amount.Count(all.Count)}")}</span></h1>
            {Form(all, request)}
            {table.Render(rows, request.Query)}
            {Faults(request)}
            <p class="dim">Read from {string.Join(", ", request.Library.List.Sources.Select(source => source.Name))}, last looked at {Amount.Moment(request.Library.List.LastScan)}{(request.Library.List.Pending > 0 ? $"; {Amount.Count(request.Library.List.Pending)} logs are still being looked at" : "")}.</p>
            """);
    }

    private static IEnumerable<LogEntry> Filter(IEnumerable<LogEntry> all, PageRequest request)
    {
        var query = request.Query;
        if (query["q"]?.Trim() is { Length: > 0 } words)
        {
            all = all.Where(entry => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
                entry.AppName.Contains(word, StringComparison.OrdinalIgnoreCase) || entry.AppId.Contains(word, StringComparison.OrdinalIgnoreCase) || entry.User.Contains(word, StringComparison.OrdinalIgnoreCase)
                || request.Outcomes.Find(entry)?.Reason?.Contains(word, StringComparison.OrdinalIgnoreCase) == true));
        }

        if (query["user"] is { } user)
            all = all.Where(entry => entry.User == user);
        if (query["state"] is { } state)
            all = all.Where(entry => StateOf(entry, request) == state);

        // Spark's own parameter of its two lists.
        if (query["showIncomplete"] is { } incomplete && query["state"] is null)
            all = all.Where(entry => entry.Completed != (incomplete == "true"));
        if (query["since"] is { } since && Array.Find(Periods, period => period.Value == since) is { Ms: > 0 } period)
            all = all.Where(entry => Math.Max(entry.Started, entry.Ended) >= request.Now - period.Ms);
        if (Day(query["from"]) is { } from)
            all = all.Where(entry => entry.Started >= from);
        if (Day(query["to"]) is { } to)
            all = all.Where(entry => entry.Started < to + 86_400_000);
        return all;
    }

    private static long? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds()
            : null;

    private static string StateOf(LogEntry entry, PageRequest request) => !entry.Completed ? "running" : request.Outcomes.Find(entry)?.Reason is not null ? "failed" : "completed";

    private static Html State(LogEntry entry, PageRequest request) => (StateOf(entry, request), request.Outcomes.Find(entry)) switch
    {
        ("running", _) => Html.Of($"<span class=\"chip running\">not ended</span>{Silence(entry, request)}"),
        ("failed", { } outcome) => Html.Of($"<span class=\"chip failed\">{(outcome.FailedJobs > 0 ? $"{outcome.FailedJobs} failed" : "failed")}</span><span class=\"reason\" title=\"{outcome.Reason}\">{outcome.Reason}</span>"),
        _ => Html.Of($"<span class=\"chip good\">completed</span>"),
    };

    /// <summary>A log that nobody has written to for an hour is that of a driver which died or hangs: Spark writes no end then.</summary>
    private static Html Silence(LogEntry entry, PageRequest request)
    {
        var silent = request.Now - entry.LastUpdated;
        return Html.Of($"<span class=\"reason\">nothing written for {Amount.Duration(silent)}</span>").If(entry.LastUpdated > 0 && silent > 3_600_000);
    }

    private static Html Form(List<LogEntry> all, PageRequest request)
    {
        var query = request.Query;
        var users = all.Select(entry => entry.User).Where(user => user.Length > 0).Distinct().Order(StringComparer.Ordinal).Take(500);
        return Html.Of($"""
            <form class="filters" action="{request.Home}">
            <label>Name, id, user, reason <input type="search" name="q" value="{query["q"]}"></label>
            <label>User <select name="user">{Option("", "anybody", query["user"])}{users.Select(user => Option(user, user, query["user"]))}</select></label>
            <label>State <select name="state">{States.Select(state => Option(state.Value, state.Name, query["state"]))}</select></label>
            <label>When <select name="since">{Periods.Select(period => Option(period.Value, period.Name, query["since"]))}</select></label>
            <label>From <input type="date" name="from" value="{query["from"]}"></label>
            <label>To <input type="date" name="to" value="{query["to"]}"></label>
            <button>Filter</button> {Html.Of($"<a href=\"{request.Home}\">clear</a>").If(query.ToString() != "?")}
            </form>
            """);
    }

    private static Html Option(string value, string name, string? chosen) => Html.Of($"<option value=\"{value}\"{new Html(value == (chosen ?? "") ? " selected" : "")}>{name}</option>");

    private static Html Faults(PageRequest request)
    {
        var faults = request.Library.List.Entries.Where(entry => entry.Fault is not null).Select(entry => (Log: entry.Log, Fault: entry.Fault!))
            .Concat(request.Library.List.Faults.Select(fault => (Log: fault.Source, Fault: $"{fault.Fault}"))).ToList();
        return faults.Count == 0 || request.Library.Options.Access.Enabled ? Html.Empty : Html.Of($"""
            <details class="note"><summary>{Amount.Count(faults.Count)} {(faults.Count == 1 ? "log is" : "logs are")} not listed</summary><ul>{faults.Take(200).Select(fault => Html.Of($"<li><code>{fault.Log}</code> {fault.Fault}</li>"))}</ul></details>
            """);
    }
}
