using Firesteel.Console.Figures;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Tables;
using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.Console.Pages.Application;

/// <summary>What took the time: one picture of executors and stages, the numbers that matter, and what failed.</summary>
public sealed class OverviewPage : IApplicationPage
{
    private const int Longest = 8;

    public string Path => "overview/";

    public string Title => "Overview";

    public string Tab => Path;

    public Html Render(ApplicationRequest request)
    {
        var store = request.Store;
        if (store.Started <= 0)
            return Html.Of($"<h1>Overview</h1><p class=\"nothing\">The log does not say yet when the application started.</p>");
        var cores = new Cores(store, request.Horizon);
        var picture = new ExecutorBands(request);
        var duration = request.Horizon - store.Started;
        var stages = store.Stages.Values.Where(stage => stage.Status != StageStatus.Skipped).ToList();
        long Sum(TaskMetric metric) => stages.Sum(stage => stage[metric]);
        var failedTasks = stages.Sum(stage => stage.FailedTasks);
        return Html.Of($"""
            <h1 class="unseen">Overview</h1>
            {Numbers.Render(
                ("Duration", Amount.Duration(duration), null),
                ("Cores busy", Amount.Share(cores.BusyTime, cores.CoreTime), $"of {Amount.Duration(cores.CoreTime)} core time"),
                ("No task running", Amount.Share(picture.IdleTime, duration), Amount.Duration(picture.IdleTime)),
                ("Jobs", Amount.Count(store.Jobs.Count), Failed(store.Jobs.Values.Count(job => job.Status == JobStatus.Failed))),
                ("Stages", Amount.Count(stages.Count), Failed(stages.Count(stage => stage.Status == StageStatus.Failed))),
                ("Tasks", Amount.Count(store.TaskCount), Failed(failedTasks)),
                ("Input", Amount.Size(Sum(TaskMetric.InputBytes)), null),
                ("Shuffle written", Amount.Size(Sum(TaskMetric.ShuffleWriteBytes)), null),
                ("Spilled to disk", Amount.Size(Sum(TaskMetric.DiskBytesSpilled)), null),
                ("Garbage collection", Amount.Share(Sum(TaskMetric.JvmGcTime), Sum(TaskMetric.ExecutorRunTime)), "of run time"))}
            {Findings.Render(request)}
            {Figure.Of("Where the time went", picture.Render(), picture.Table(), Figure.Key(("job", "job"), ("bad", "failed"), ("idle", "no task"), ("life", "executor without work")))}
            <h2>What took longest</h2>
            {LongestStages(stages, picture).Render([.. stages.OrderByDescending(stage => stage[TaskMetric.ExecutorRunTime]).Take(Longest)], request.Query)}
            {Failures(request)}
            """);

        Table<StageRecord> LongestStages(List<StageRecord> all, ExecutorBands bands)
        {
            var total = all.Sum(stage => stage[TaskMetric.ExecutorRunTime]);
            return new(
                "longest",
                "Stages by run time",
                new Column<StageRecord>("Stage", stage => Html.Of($"<svg width=\"10\" height=\"10\" aria-hidden=\"true\"><rect width=\"10\" height=\"10\" rx=\"2\" class=\"{bands.ColourOf(stage.StageId)}\"/></svg> <a href=\"{request.Stage(stage.StageId, stage.Attempt)}\">{stage.StageId}{(stage.Attempt > 0 ? $".{stage.Attempt}" : "")}</a>")) { Number = stage => stage.StageId, IsMoment = true },
                new("What", stage => Html.Text(stage.Description ?? stage.Name)) { Wide = true },
                new("Share of run time", stage => Html.Of($"{Amount.Share(stage[TaskMetric.ExecutorRunTime], total)} {Figure.Bar(stage[TaskMetric.ExecutorRunTime], total)}")) { Number = stage => stage[TaskMetric.ExecutorRunTime] },
                Column<StageRecord>.Duration("Run time", stage => stage[TaskMetric.ExecutorRunTime]),
                Column<StageRecord>.Duration("Wall clock", stage => Stages.StageTables.Duration(stage, request.Horizon)),
                Column<StageRecord>.Count("Tasks", stage => stage.TaskCount),
                Column<StageRecord>.Size("Spill", stage => stage[TaskMetric.DiskBytesSpilled]));
        }
    }

    private static string? Failed(int count) => count == 0 ? null : $"{Amount.Count(count)} failed";

    private static Html Failures(ApplicationRequest request)
    {
        var causes = request.Store.AllTasks().Where(task => task.Status == TaskState.Failed)
            .GroupBy(task => FirstLine(task.Error)).Select(group => (Cause: group.Key, Tasks: group.ToList())).OrderByDescending(group => group.Tasks.Count).Take(10).ToList();
        var jobs = request.Store.Jobs.Values.Where(job => job.Status == JobStatus.Failed).Take(10).ToList();
        var lost = request.Store.Executors.Values.Where(executor => executor.Removed > 0 && !string.IsNullOrEmpty(executor.RemoveReason)).ToList();
        if (causes.Count + jobs.Count + lost.Count == 0)
            return Html.Empty;
        return Html.Of($"""
            <h2>What failed</h2><ul class="failures">
            {jobs.Select(job => Html.Of($"<li><a href=\"{request.Job(job.JobId)}\">Job {job.JobId}</a> failed: {FirstLine(job.Failure)}</li>"))}
            {causes.Select(cause => Html.Of($"<li>{Amount.Count(cause.Tasks.Count)} {(cause.Tasks.Count == 1 ? "task" : "tasks")} in <a href=\"{request.Stage(cause.Tasks[0].StageId, cause.Tasks[0].StageAttempt)}\">stage {cause.Tasks[0].StageId}</a>{(cause.Tasks.Select(task => task.StageId).Distinct().Count() > 1 ? " and others" : "")}: {cause.Cause}</li>"))}
            {lost.Take(10).Select(executor => Html.Of($"<li><a href=\"{request.Link("executors/")}\">Executor {executor.Id}</a> went after {Amount.Duration(executor.Removed - executor.Added)}: {FirstLine(executor.RemoveReason)}</li>"))}
            </ul>
            """);
    }

    private static string FirstLine(string? text) => text?.Trim().Split('\n')[0].Trim() is { Length: > 0 } line ? line : "no reason is known";
}
