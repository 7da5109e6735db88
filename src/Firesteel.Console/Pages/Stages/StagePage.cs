using Firesteel.Console.Figures;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Pages.Application;
using Firesteel.Console.Tables;
using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.Console.Pages.Stages;

/// <summary>One attempt of a stage: how its tasks differ, which lag behind, how partitions differ, where they ran, and each of them.</summary>
public sealed class StagePage : IApplicationPage
{
    /// <summary>Tasks from which on looking at all of them takes longer than a page should.</summary>
    private const int Many = 5_000;

    public string Path => "stages/stage/";

    public string Title => "Stage";

    public string Tab => "stages/";

    public Html Render(ApplicationRequest request)
    {
        var (id, attempt) = (request.Query.Integer("id", -1), request.Query.Integer("attempt", 0));
        if (!request.Store.Stages.TryGetValue((id, attempt), out var stage))
            throw new PageNotFoundException($"No information to display for stage {request.Query["id"]} (attempt {attempt})");
        var tasks = request.Store.TasksOf(stage).ToList();
        var memory = tasks.Count < Many ? null : Remembered.Of(request.Store);
        var key = $"{id}.{attempt} {request.Page.Prefix} {string.Join('&', request.Query.Except("task.page", "task.pageSize", "task.sort", "task.desc", "task.status", "task.search"))}";
        return Html.Of($"""
            <h1>Stage {stage.StageId}{(stage.Attempt > 0 ? $" (attempt {stage.Attempt})" : "")} <span class="chip {(stage.Status == StageStatus.Failed ? "failed" : stage.Status == StageStatus.Active ? "running" : "good")}">{stage.Status.ToString().ToLowerInvariant()}</span></h1>
            <p class="lead">{Plain.Text(stage.Description ?? stage.Name)}</p>
            <p>{Links(request, stage)}</p>
            {Html.Of($"<div class=\"note bad\">{Plain.FirstLine(stage.FailureReason)}</div>").If(!string.IsNullOrEmpty(stage.FailureReason))}
            {Totals(stage, request)}
            {(tasks.Count == 0 ? Html.Of($"<p class=\"nothing\">No task of this stage was started.</p>") : (memory is null ? Shape(stage, tasks, request) : memory.Get("shape " + key, () => Shape(stage, tasks, request))) + TaskTable.Render(tasks, request, memory, $"{id}.{attempt}"))}
            {Html.Of($"<details><summary>Call site</summary><pre tabindex=\"0\">{stage.Details}</pre></details>").If(stage.Details.Length > 0)}
            """);
    }

    private static Html Shape(StageRecord stage, List<TaskRow> tasks, ApplicationRequest request)
    {
        var shape = new StageShape(stage, tasks, request);
        return Html.Of($"{shape.Distributions()}<div class=\"pair\">{shape.Histogram()}{shape.Partitions()}</div>{shape.Stragglers()}{Timeline(tasks, request)}<div class=\"pair\">{shape.Localities()}{shape.Rdds()}</div>{shape.Executors()}");
    }

    private static Html Links(ApplicationRequest request, StageRecord stage) => Html.Join(
        stage.JobIds.Select(job => Html.Of($"<a href=\"{request.Job(job)}\">job {job}</a>"))
            .Concat(stage.SqlExecution >= 0 ? [Html.Of($"<a href=\"{request.Sql(stage.SqlExecution)}\">SQL query {stage.SqlExecution}</a>")] : [])
            .Concat(stage.ParentIds.Select(parent => Html.Of($"<a href=\"{request.Stage(parent, 0)}\">parent stage {parent}</a>")))
            .Concat(request.Store.Stages.Keys.Where(key => key.Id == stage.StageId && key.Attempt != stage.Attempt).Select(key => Html.Of($"<a href=\"{request.Stage(key.Id, key.Attempt)}\">attempt {key.Attempt}</a>"))),
        " · ");

    private static Html Totals(StageRecord stage, ApplicationRequest request)
    {
        long read = stage[TaskMetric.ShuffleRemoteBytesRead] + stage[TaskMetric.ShuffleLocalBytesRead];
        (string, string, string?)[] numbers =
        [
            ("Duration", Amount.Duration(StageTables.Duration(stage, request.Horizon)), "wall clock"),
            ("Task time", Amount.Duration(stage.Executors.Values.Sum(executor => executor.TaskTime)), "of all tasks"),
            ("Tasks", $"{Amount.Count(stage.CompletedTasks)} / {Amount.Count(stage.NumTasks)}", stage.FailedTasks > 0 ? $"{stage.FailedTasks} failed" : null),
            ("Garbage collection", Amount.Share(stage[TaskMetric.JvmGcTime], stage[TaskMetric.ExecutorRunTime]), "of run time"),
            ("Processor", Amount.Share(stage[TaskMetric.ExecutorCpuTime] / 1e6, stage[TaskMetric.ExecutorRunTime]), "of run time"),
            ("Input", Amount.Size(stage[TaskMetric.InputBytes]), $"{Amount.Short(stage[TaskMetric.InputRecords])} rows"),
            ("Output", Amount.Size(stage[TaskMetric.OutputBytes]), $"{Amount.Short(stage[TaskMetric.OutputRecords])} rows"),
            ("Shuffle read", Amount.Size(read), $"{Amount.Short(stage[TaskMetric.ShuffleReadRecords])} rows"),
            ("Shuffle written", Amount.Size(stage[TaskMetric.ShuffleWriteBytes]), $"{Amount.Short(stage[TaskMetric.ShuffleWriteRecords])} rows"),
            ("Spilled", Amount.Size(stage[TaskMetric.DiskBytesSpilled]), $"{Amount.Size(stage[TaskMetric.MemoryBytesSpilled])} in memory"),
        ];
        return Numbers.Render(numbers.Where(number => number.Item1 is "Duration" or "Tasks" || !number.Item2.StartsWith("0 ", StringComparison.Ordinal)));
    }

    private static Html Timeline(List<TaskRow> tasks, ApplicationRequest request)
    {
        var shares = new double[TaskTimeline.Phases.Length];
        foreach (var task in tasks)
        {
            double[] one = TaskTimeline.Shares(task, request.Horizon);
            for (var i = 0; i < shares.Length; i++)
                shares[i] += one[i];
        }

        var table = Figure.Rows("Task time by phase", ["Phase", "Time of all tasks", "Share"], TaskTimeline.Phases.Select((phase, i) => (IReadOnlyList<string>)[phase.Name, Amount.Duration(shares[i]), Amount.Share(shares[i], shares.Sum())]));
        return Figure.Of("Tasks over time", new TaskTimeline(tasks, request.Horizon).Render(), table, Figure.Key([.. TaskTimeline.Phases.Select(phase => (phase.Colour, phase.Name)), ("bad", "failed or killed")]));
    }
}
