using Firesteel.Console.Figures;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Tables;
using Firesteel.History.Store;

namespace Firesteel.Console.Pages.Jobs;

/// <summary>Tables of jobs, wherever jobs are listed.</summary>
internal static class JobTables
{
    public static Table<JobRecord> Make(ApplicationRequest request, string tag, string caption, bool groups, bool failures) => new(
        tag,
        caption,
        new Column<JobRecord>("Job Id", job => Html.Of($"<a href=\"{request.Job(job.JobId)}\">{job.JobId}</a>")) { Number = job => job.JobId, IsMoment = true },
        groups ? Column<JobRecord>.Of("Group", job => job.Group ?? "") : null,
        new("Description", job => Html.Of($"<a href=\"{request.Job(job.JobId)}\">{Plain.Text(job.Description ?? job.Name)}</a>{Html.Of($"<span class=\"sub\">{job.Name}</span>").If(job.Description is not null)}")) { Text = job => job.Description ?? job.Name, Wide = true },
        new("Submitted", job => request.Time(job.Submitted)) { Number = job => job.Submitted, IsMoment = true },
        Column<JobRecord>.Duration("Duration", job => Duration(job, request.Horizon)),
        new("Stages", job => Html.Of($"{job.CompletedStages.Count}/{job.StageIds.Length - job.SkippedStages.Count}{(job.FailedStages > 0 ? $" ({job.FailedStages} failed)" : "")}{Html.Of($"<span class=\"sub\">{job.SkippedStages.Count} skipped</span>").If(job.SkippedStages.Count > 0)}")) { Number = job => job.StageIds.Length },
        new("Tasks", job => Html.Of($"{Amount.Count(job.CompletedTasks)}/{Amount.Count(job.NumTasks - job.SkippedTasks)}{(job.FailedTasks > 0 ? $" ({job.FailedTasks} failed)" : "")}{(job.KilledTasks > 0 ? $" ({job.KilledTasks} killed)" : "")} {Figure.Bar(job.CompletedTasks, Math.Max(1, job.NumTasks - job.SkippedTasks), job.FailedTasks > 0 ? "bad" : "good")}")) { Number = job => job.NumTasks },
        failures ? new("Failure", job => Plain.FirstLine(job.Failure)) { Text = job => job.Failure ?? "", Wide = true } : null)
    { Sort = "Job Id", Descending = true };

    public static long Duration(JobRecord job, long horizon) => job.Submitted < 0 ? -1 : (job.Completed > 0 ? job.Completed : horizon) - job.Submitted;
}
