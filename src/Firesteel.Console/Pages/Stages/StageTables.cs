using Firesteel.Console.Figures;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Tables;
using Firesteel.History.Store;

namespace Firesteel.Console.Pages.Stages;

/// <summary>Tables of stages, wherever stages are listed.</summary>
internal static class StageTables
{
    private static readonly (StageStatus Status, string Title, string Tag)[] States =
    [
        (StageStatus.Active, "Active stages", "activeStage"),
        (StageStatus.Pending, "Pending stages", "pendingStage"),
        (StageStatus.Failed, "Failed stages", "failedStage"),
        (StageStatus.Complete, "Completed stages", "completedStage"),
        (StageStatus.Skipped, "Skipped stages", "skippedStage"),
    ];

    public static Html ByState(ApplicationRequest request, IReadOnlyList<StageRecord> stages) => Html.Join(States.Select(state =>
    {
        var rows = stages.Where(stage => stage.Status == state.Status).ToList();
        return rows.Count == 0 ? Html.Empty : Html.Of($"<h2>{state.Title} <span class=\"count\">{Amount.Count(rows.Count)}</span></h2>{Make(request, state.Tag, state.Title, state.Status).Render(rows, request.Query)}");
    }));

    /// <summary>From the first task on, as Spark counts; -1 if it never started.</summary>
    public static long Duration(StageRecord stage, long horizon)
    {
        var start = stage.FirstLaunched > 0 ? stage.FirstLaunched : stage.Submitted;
        return start <= 0 ? -1 : Math.Max(0, (stage.Completed > 0 ? stage.Completed : horizon) - start);
    }

    private static Table<StageRecord> Make(ApplicationRequest request, string tag, string title, StageStatus status)
    {
        var pools = request.Store.Environment.Spark.GetValueOrDefault("spark.scheduler.mode") == "FAIR";
        return new(
            tag,
            title,
            new Column<StageRecord>("Stage Id", stage => Html.Of($"<a href=\"{request.Stage(stage.StageId, stage.Attempt)}\">{stage.StageId}{(stage.Attempt > 0 ? $" (retry {stage.Attempt})" : "")}</a>")) { Number = stage => stage.StageId, IsMoment = true },
            pools ? Column<StageRecord>.Of("Pool Name", stage => stage.Pool) : null,
            new("Description", stage => Html.Of($"<a href=\"{request.Stage(stage.StageId, stage.Attempt)}\">{Plain.Text(stage.Description ?? stage.Name)}</a>{Html.Of($"<span class=\"sub\">{stage.Name}</span>").If(stage.Description is not null)}")) { Text = stage => stage.Description ?? stage.Name, Wide = true },
            new("Submitted", stage => request.Time(stage.Submitted)) { Number = stage => stage.Submitted, IsMoment = true },
            Column<StageRecord>.Duration("Duration", stage => status == StageStatus.Skipped ? -1 : Duration(stage, request.Horizon)),
            new("Tasks", stage => Html.Of($"{Amount.Count(stage.CompletedTasks)}/{Amount.Count(stage.NumTasks)}{(stage.FailedTasks > 0 ? $" ({stage.FailedTasks} failed)" : "")} {Figure.Bar(stage.CompletedTasks, Math.Max(1, stage.NumTasks), stage.FailedTasks > 0 ? "bad" : "good")}")) { Number = stage => stage.NumTasks },
            Column<StageRecord>.Size("Input", stage => stage[TaskMetric.InputBytes]),
            Column<StageRecord>.Size("Output", stage => stage[TaskMetric.OutputBytes]),
            Column<StageRecord>.Size("Shuffle Read", stage => stage[TaskMetric.ShuffleRemoteBytesRead] + stage[TaskMetric.ShuffleLocalBytesRead]),
            Column<StageRecord>.Size("Shuffle Write", stage => stage[TaskMetric.ShuffleWriteBytes]),
            Column<StageRecord>.Size("Spill", stage => stage[TaskMetric.DiskBytesSpilled]),
            status == StageStatus.Failed ? new("Failure Reason", stage => Plain.FirstLine(stage.FailureReason)) { Text = stage => stage.FailureReason ?? "", Wide = true } : null)
        { Sort = "Stage Id", Descending = true };
    }
}
