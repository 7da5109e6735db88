using Firesteel.Console.Figures;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Pages.Application;
using Firesteel.History.Store;

namespace Firesteel.Console.Pages.Jobs;

/// <summary>All jobs by state, under the picture of the whole run.</summary>
public sealed class JobsPage : IApplicationPage
{
    public string Path => "jobs/";

    public string Title => "Jobs";

    public string Tab => Path;

    public Html Render(ApplicationRequest request)
    {
        var jobs = request.Store.Jobs.Values.ToList();
        var groups = jobs.Exists(job => job.Group is not null);
        var mode = request.Store.Environment.Spark.GetValueOrDefault("spark.scheduler.mode") ?? "FIFO";
        Html Section(string title, string tag, JobStatus status)
        {
            var rows = jobs.Where(job => job.Status == status).ToList();
            return rows.Count == 0 ? Html.Empty : Html.Of($"<h2>{title} <span class=\"count\">{Amount.Count(rows.Count)}</span></h2>{JobTables.Make(request, tag, title, groups, status == JobStatus.Failed).Render(rows, request.Query)}");
        }

        return Html.Of($"""
            <h1>Jobs <span class="count">{Amount.Count(jobs.Count)}</span></h1>
            {Numbers.Render(
                ("User", request.Store.User, null),
                ("Started", Amount.Moment(request.Store.Started), "UTC"),
                ("Up", Amount.Duration(request.Horizon - request.Store.Started), null),
                ("Scheduling", mode, null),
                ("Succeeded", Amount.Count(jobs.Count(job => job.Status == JobStatus.Succeeded)), null),
                ("Failed", Amount.Count(jobs.Count(job => job.Status == JobStatus.Failed)), null))}
            {(jobs.Count > 0 ? Picture(request) : Html.Empty)}
            {Section("Active jobs", "activeJob", JobStatus.Running)}{Section("Failed jobs", "failedJob", JobStatus.Failed)}{Section("Completed jobs", "completedJob", JobStatus.Succeeded)}{Section("Jobs without a known end", "unknownJob", JobStatus.Unknown)}
            {Html.Of($"<p class=\"nothing\">No job was started.</p>").If(jobs.Count == 0)}
            """);
    }

    private static Html Picture(ApplicationRequest request)
    {
        if (request.Store.Started <= 0)
            return Html.Empty;
        var picture = new ExecutorBands(request);
        return Figure.Of("Jobs and executors over time", picture.Render(), picture.Table(), Figure.Key(("job", "job"), ("bad", "failed"), ("idle", "no task")));
    }
}
