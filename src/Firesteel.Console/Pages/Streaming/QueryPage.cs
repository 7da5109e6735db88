using Firesteel.Console.Figures;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Pages.Application;
using Firesteel.Console.Tables;
using Firesteel.History.Store.Streaming;

namespace Firesteel.Console.Pages.Streaming;

/// <summary>One run of a streaming query, batch by batch.</summary>
public sealed class QueryPage : IApplicationPage
{
    public string Path => "StreamingQuery/statistics/";

    public string Title => "Streaming query";

    public string Tab => "StreamingQuery/";

    public Html Render(ApplicationRequest request)
    {
        var query = request.Store.Streaming.Find(query => query.RunId == request.Query["id"]) ?? throw new PageNotFoundException($"Failed to find streaming query {request.Query["id"]}");
        var batches = query.Progress.Where(batch => batch.Timestamp > 0).ToList();
        string[] phases = [.. query.Progress.SelectMany(batch => batch.Durations.Keys).Distinct().Where(phase => phase != "triggerExecution").Order(StringComparer.Ordinal)];
        var table = new Table<StreamingProgress>(
            "batch",
            "Batches",
            [
                Column<StreamingProgress>.Count("Batch", batch => batch.BatchId),
                new("Time", batch => request.Time(batch.Timestamp)) { Number = batch => batch.Timestamp, IsMoment = true },
                Column<StreamingProgress>.Duration("Duration", batch => batch.BatchDuration),
                Column<StreamingProgress>.Count("Input rows", batch => batch.InputRows),
                new("Input /sec", batch => Html.Text(Rate(batch.InputRowsPerSecond))) { Number = batch => Finite(batch.InputRowsPerSecond) },
                new("Process /sec", batch => Html.Text(Rate(batch.ProcessedRowsPerSecond))) { Number = batch => Finite(batch.ProcessedRowsPerSecond) },
                Column<StreamingProgress>.Count("State rows", batch => batch.StateRows),
                Column<StreamingProgress>.Count("Updated", batch => batch.StateRowsUpdated),
                Column<StreamingProgress>.Count("Dropped late", batch => batch.StateRowsDropped),
                Column<StreamingProgress>.Size("State memory", batch => batch.StateMemory),
                Column<StreamingProgress>.Of("Watermark", batch => batch.Watermark ?? ""),
                .. phases.Select(phase => Column<StreamingProgress>.Duration(phase, batch => batch.Durations.GetValueOrDefault(phase))),
            ])
        { Sort = "Batch", Descending = true };
        return Html.Of($"""
            <h1>{query.Name ?? "Streaming query"}</h1><p class="dim">id {query.Id}, run {query.RunId}</p>
            {Html.Of($"<div class=\"note bad\">{Plain.FirstLine(query.Exception)}</div>").If(query.Exception is not null)}
            {Numbers.Render(("Started", Amount.Moment(query.Started), "UTC"), ("Duration", Amount.Duration(StreamingPage.Duration(query, request.Horizon)), query.IsActive ? "running" : null), ("Batches", Amount.Count(query.Progress.Count), null), ("Input rows", Amount.Count(query.Progress.Sum(batch => batch.InputRows)), null))}
            {(batches.Count < 2 ? Html.Empty : Html.Join([
                Chart("Input rows per second", batch => Finite(batch.InputRowsPerSecond), Amount.Short),
                Chart("Rows processed per second", batch => Finite(batch.ProcessedRowsPerSecond), Amount.Short),
                Chart("Batch duration", batch => batch.BatchDuration, Amount.Duration),
                Chart("Rows in state", batch => batch.StateRows, Amount.Short),
            ]))}
            <h2>Batches</h2>{table.Render(query.Progress, request.Query)}
            """);

        Html Chart(string title, Func<StreamingProgress, double> value, Func<double, string> format)
        {
            List<(double, double)> points = [.. batches.Select(batch => ((double)batch.Timestamp, value(batch)))];
            return points.TrueForAll(point => point.Item2 == 0) ? Html.Empty : Figure.Of(title, StepChart.Render(title, batches[0].Timestamp, batches[^1].Timestamp, format, ("ember", true, points)), Html.Of($"<p><a href=\"#batch\">All batches</a></p>"));
        }
    }

    private static double Finite(double rate) => double.IsFinite(rate) ? rate : 0;

    private static string Rate(double rate) => double.IsFinite(rate) ? Amount.Short(rate) : "–";
}
