using Firesteel.Console.Figures;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Pages.Application;
using Firesteel.Console.Pages.Stages;
using Firesteel.History.Store;

namespace Firesteel.Console.Pages.Jobs;

/// <summary>One job: its stages one below the other over time, and as tables.</summary>
public sealed class JobPage : IApplicationPage
{
    public string Path => "jobs/job/";

    public string Title => "Job";

    public string Tab => "jobs/";

    public Html Render(ApplicationRequest request)
    {
        var id = request.Query.Integer("id", -1);
        if (!request.Store.Jobs.TryGetValue(id, out var job))
            throw new PageNotFoundException($"No information to display for job {request.Query["id"]}");
        var wanted = job.StageIds.ToHashSet();
        var stages = request.Store.Stages.Values.Where(stage => wanted.Contains(stage.StageId)).ToList();
        var links = Html.Join(
        [
            job.SqlExecution >= 0 ? Html.Of($"<a href=\"{request.Sql(job.SqlExecution)}\">SQL query {job.SqlExecution}</a>") : Html.Empty,
            job.Group is { } group ? Html.Of($" group <code>{group}</code>") : Html.Empty,
            Html.Join(job.Tags.Select(tag => Html.Of($" <span class=\"chip\">{tag}</span>"))),
        ]);
        return Html.Of($"""
            <h1>Job {job.JobId} <span class="chip {(job.Status == JobStatus.Failed ? "failed" : job.Status == JobStatus.Running ? "running" : "good")}">{job.Status.ToString().ToLowerInvariant()}</span></h1>
            <p class="lead">{Plain.Text(job.Description ?? job.Name)}</p><p>{links}</p>
            {Html.Of($"<div class=\"note bad\">{Plain.FirstLine(job.Failure)}</div>").If(!string.IsNullOrEmpty(job.Failure))}
            {Numbers.Render(
                ("Duration", Amount.Duration(JobTables.Duration(job, request.Horizon)), null),
                ("Submitted", Amount.Moment(job.Submitted), "UTC"),
                ("Stages", Amount.Count(job.StageIds.Length), job.SkippedStages.Count > 0 ? $"{job.SkippedStages.Count} skipped" : null),
                ("Tasks", Amount.Count(job.NumTasks), job.FailedTasks > 0 ? $"{job.FailedTasks} failed" : null),
                ("Run time", Amount.Duration(stages.Sum(stage => stage[TaskMetric.ExecutorRunTime])), "of all tasks"))}
            {StageLanes.Render(request, stages)}
            {StageTables.ByState(request, stages)}
            """);
    }
}
