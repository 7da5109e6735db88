using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Tables;
using Firesteel.History.Store.Streaming;

namespace Firesteel.Console.Pages.Streaming;

/// <summary>Streaming queries, running and ended.</summary>
public sealed class StreamingPage : IApplicationPage
{
    public string Path => "StreamingQuery/";

    public string Title => "Streaming";

    public string Tab => Path;

    public bool IsTab(ApplicationRequest request) => request.Store.Streaming.Count > 0;

    public static long Duration(StreamingQueryRecord query, long horizon) => query.Started < 0 ? -1 : (query.Ended > 0 ? query.Ended : horizon) - query.Started;

    public Html Render(ApplicationRequest request)
    {
        Html Section(string title, string tag, bool active)
        {
            var rows = request.Store.Streaming.FindAll(query => query.IsActive == active);
            return rows.Count == 0 ? Html.Empty : Html.Of($"<h2>{title} <span class=\"count\">{rows.Count}</span></h2>{Make(request, title, tag).Render(rows, request.Query)}");
        }

        return Html.Of($"<h1>Streaming queries</h1>{Section("Active queries", "active", true)}{Section("Ended queries", "completed", false)}{Html.Of($"<p class=\"nothing\">No streaming query was started.</p>").If(request.Store.Streaming.Count == 0)}");
    }

    private static Table<StreamingQueryRecord> Make(ApplicationRequest request, string title, string tag) => new(
        tag,
        title,
        new("Name", query => Html.Of($"<a href=\"{request.Link($"StreamingQuery/statistics/?id={Uri.EscapeDataString(query.RunId)}")}\">{query.Name ?? "no name"}</a><span class=\"sub\">{query.Id}</span>")) { Text = query => query.Name ?? "", Wide = true },
        new("State", query => query.Exception is not null ? Html.Of($"<span class=\"chip failed\">failed</span>") : Html.Text(query.IsActive ? "running" : "ended")),
        new("Start Time", query => request.Time(query.Started)) { Number = query => query.Started, IsMoment = true },
        Column<StreamingQueryRecord>.Duration("Duration", query => Duration(query, request.Horizon)),
        Column<StreamingQueryRecord>.Count("Batches", query => query.Progress.Count),
        Column<StreamingQueryRecord>.Count("Input rows", query => query.Progress.Sum(batch => batch.InputRows)),
        new("Avg Input /sec", query => Html.Text(Amount.Short(Average(query, batch => batch.InputRowsPerSecond)))) { Number = query => Average(query, batch => batch.InputRowsPerSecond) },
        new("Avg Process /sec", query => Html.Text(Amount.Short(Average(query, batch => batch.ProcessedRowsPerSecond)))) { Number = query => Average(query, batch => batch.ProcessedRowsPerSecond) },
        Column<StreamingQueryRecord>.Count("Latest Batch", query => query.Progress.Count == 0 ? 0 : query.Progress[^1].BatchId),
        new("Error", query => Plain.FirstLine(query.Exception)) { Wide = true })
    { Sort = "Start Time", Descending = true };

    /// <summary>Rates of empty batches are not numbers.</summary>
    private static double Average(StreamingQueryRecord query, Func<StreamingProgress, double> rate) => query.Progress.Select(rate).Where(double.IsFinite).DefaultIfEmpty(0).Average();
}
