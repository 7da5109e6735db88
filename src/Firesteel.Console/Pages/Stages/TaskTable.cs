using System.Collections.Concurrent;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Tables;
using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.Console.Pages.Stages;

/// <summary>Every task of a stage; columns that are zero everywhere are left out. <c>task.status</c> and <c>task.search</c> narrow it.</summary>
internal static class TaskTable
{
    /// <param name="memory">Keeps orders and the choice of columns for a stage with many tasks.</param>
    public static Html Render(List<TaskRow> tasks, ApplicationRequest request, Remembered? memory, string stage)
    {
        var query = request.Query;
        var rows = tasks;
        if (query["task.status"] is { } status)
            rows = rows.FindAll(task => task.Status.ToString().Equals(status, StringComparison.OrdinalIgnoreCase));
        if (query["task.search"] is { } search)
            rows = rows.FindAll(task => Matches(task, search));
        var table = new Table<TaskRow>(
            "task",
            "Tasks",
            new("Index", task => Html.Text($"{(task.PartitionId >= 0 ? task.PartitionId : task.Index)}")) { Number = task => task.PartitionId >= 0 ? task.PartitionId : task.Index, Hint = "Partition" },
            new("Task ID", task => Html.Text($"{task.TaskId}")) { Number = task => task.TaskId },
            new("Attempt", task => Html.Text($"{task.Attempt}{(task.Speculative ? " speculative" : "")}")) { Number = task => task.Attempt },
            new("Status", task => State(task)) { Text = task => task.Status.ToString() },
            Column<TaskRow>.Of("Locality", task => task.Locality),
            Column<TaskRow>.Of("Executor ID", task => task.Executor),
            Column<TaskRow>.Of("Host", task => task.Host),
            new("Launch Time", task => Html.Text(Amount.Clock(task.Launch))) { Number = task => task.Launch, IsMoment = true },
            Column<TaskRow>.Duration("Duration", task => task.Duration),
            Optional(Column<TaskRow>.Duration("GC Time", task => task[TaskMetric.JvmGcTime])),
            Optional(Column<TaskRow>.Duration("Scheduler Delay", task => task.SchedulerDelay)),
            Optional(Column<TaskRow>.Size("Input", task => task[TaskMetric.InputBytes])),
            Optional(Column<TaskRow>.Count("Input Records", task => task[TaskMetric.InputRecords])),
            Optional(Column<TaskRow>.Size("Output", task => task[TaskMetric.OutputBytes])),
            Optional(Column<TaskRow>.Duration("Fetch Wait", task => task[TaskMetric.ShuffleFetchWaitTime])),
            Optional(Column<TaskRow>.Size("Shuffle Read", task => task[TaskMetric.ShuffleRemoteBytesRead] + task[TaskMetric.ShuffleLocalBytesRead])),
            Optional(Column<TaskRow>.Count("Shuffle Read Records", task => task[TaskMetric.ShuffleReadRecords])),
            Optional(Column<TaskRow>.Size("Shuffle Write", task => task[TaskMetric.ShuffleWriteBytes])),
            Optional(Column<TaskRow>.Size("Peak Memory", task => task[TaskMetric.PeakExecutionMemory])),
            Optional(Column<TaskRow>.Size("Spill (Memory)", task => task[TaskMetric.MemoryBytesSpilled])),
            Optional(Column<TaskRow>.Size("Spill (Disk)", task => task[TaskMetric.DiskBytesSpilled])),
            Once("Errors", () => tasks.Exists(task => task.Error is not null)) ? new("Errors", task => Plain.FirstLine(task.Error)) { Text = task => task.Error ?? "", Wide = true } : null)
        {
            Sort = "Index",
            Nothing = "No task fits.",
            Remember = memory is null || rows.Count != tasks.Count ? null : (order, sort) => memory.Get($"order {stage} {order}", sort),
        };
        return Html.Of($"<h2>Tasks <span class=\"count\">{Amount.Count(rows.Count)}{(rows.Count == tasks.Count ? "" : $" of {Amount.Count(tasks.Count)}")}</span></h2>{Form(memory is null ? States(tasks) : memory.Get($"states {stage}", () => States(tasks)), query)}{table.Render(rows, query)}");

        Column<TaskRow>? Optional(Column<TaskRow> column) => Once(column.Title, () => tasks.Exists(task => column.Number!(task) != 0)) ? column : null;

        bool Once(string column, Func<bool> look) => memory is null ? look() : memory.Get($"columns {stage}", () => new ConcurrentDictionary<string, bool>()).GetOrAdd(column, _ => look());
    }

    private static TaskState[] States(List<TaskRow> tasks) => [.. tasks.Select(task => task.Status).Distinct().Order()];

    private static bool Matches(TaskRow task, string search) =>
        task.Executor.Contains(search, StringComparison.OrdinalIgnoreCase) || task.Host.Contains(search, StringComparison.OrdinalIgnoreCase)
        || task.Error?.Contains(search, StringComparison.OrdinalIgnoreCase) == true || $"{task.TaskId}" == search || $"{task.Index}" == search;

    private static Html Form(IEnumerable<TaskState> present, PageQuery query)
    {
        var carried = query.Except("task.status", "task.search", "task.page").Select(entry => Html.Of($"<input type=\"hidden\" name=\"{entry.Name}\" value=\"{entry.Value}\">"));
        var states = present.Select(state => Html.Of($"<option{new Html(state.ToString() == query["task.status"] ? " selected" : "")}>{state.ToString()}</option>"));
        return Html.Of($"""
            <form class="filters" action="#task">{carried}<label>Status <select name="task.status"><option value="">any</option>{states}</select></label>
            <label>Executor, host, error, id <input type="search" name="task.search" value="{query["task.search"]}"></label><button>Filter</button></form>
            """);
    }

    private static Html State(TaskRow task) => task.Status switch
    {
        TaskState.Success => Html.Of($"<span class=\"good-text\">success</span>"),
        TaskState.Failed => Html.Of($"<span class=\"chip failed\">failed</span>"),
        var other => Html.Of($"<span class=\"chip\">{other.ToString().ToLowerInvariant()}</span>"),
    };
}
