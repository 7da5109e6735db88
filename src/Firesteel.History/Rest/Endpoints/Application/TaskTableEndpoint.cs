using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.History.Rest.Endpoints.Application;

/// <summary>Tasks for a DataTables client: sorted, searched and paged on the server.</summary>
internal sealed class TaskTableEndpoint : IApplicationEndpoint
{
    private static readonly Dictionary<string, Func<TaskRow, long>> Numbers = new(StringComparer.Ordinal)
    {
        ["ID"] = task => task.TaskId,
        ["Task ID"] = task => task.TaskId,
        ["Index"] = task => task.Index,
        ["Attempt"] = task => task.Attempt,
        ["Launch Time"] = task => task.Launch,
        ["Duration"] = TaskSorting.RunTime,
        ["GC Time"] = task => TaskSorting.Indexed(task, TaskMetric.JvmGcTime),
        ["Scheduler Delay"] = task => task.SchedulerDelay,
        ["Task Deserialization Time"] = task => TaskSorting.Indexed(task, TaskMetric.ExecutorDeserializeTime),
        ["Shuffle Read Fetch Wait Time"] = task => TaskSorting.Indexed(task, TaskMetric.ShuffleFetchWaitTime),
        ["Shuffle Remote Reads"] = task => TaskSorting.Indexed(task, TaskMetric.ShuffleRemoteBytesRead),
        ["Result Serialization Time"] = task => TaskSorting.Indexed(task, TaskMetric.ResultSerializationTime),
        ["Getting Result Time"] = task => task.GettingResultTime,
        ["Peak Execution Memory"] = task => TaskSorting.Indexed(task, TaskMetric.PeakExecutionMemory),
        ["Input Size / Records"] = task => TaskSorting.Indexed(task, TaskMetric.InputBytes),
        ["Output Size / Records"] = task => TaskSorting.Indexed(task, TaskMetric.OutputBytes),
        ["Shuffle Write Time"] = task => TaskSorting.Indexed(task, TaskMetric.ShuffleWriteTime),
        ["Shuffle Write Size / Records"] = task => TaskSorting.Indexed(task, TaskMetric.ShuffleWriteBytes),
        ["Shuffle Read Size / Records"] = task => TaskSorting.Negated(task, task[TaskMetric.ShuffleRemoteBytesRead] + task[TaskMetric.ShuffleLocalBytesRead]),
        ["Spill (Memory)"] = task => TaskSorting.Indexed(task, TaskMetric.MemoryBytesSpilled),
        ["Spill (Disk)"] = task => TaskSorting.Indexed(task, TaskMetric.DiskBytesSpilled),
    };

    private static readonly Dictionary<string, Func<TaskRow, string>> Texts = new(StringComparer.Ordinal)
    {
        ["Status"] = task => TaskAnswer.State(task.Status),
        ["Locality Level"] = task => task.Locality,
        ["Executor ID"] = task => task.Executor,
        ["Host"] = task => task.Host,
        ["Accumulators"] = task => task.Accumulators.Count > 0 ? $"{task.Accumulators[0].Name}:{task.Accumulators[0].Value}" : "",
        ["Errors"] = task => task.Error ?? "",
    };

    public string Path => "stages/{stage:n}/{attempt:n}/taskTable";

    public RestAnswer Answer(ApplicationStore store, RestRequest request)
    {
        var query = request.Query;
        var total = query.First("numTasks") ?? throw Missing("numTasks");
        var column = query.First("columnNameToSort") ?? throw Missing("columnNameToSort");
        var ascending = (query.First("order[0][dir]") ?? throw Missing("order[0][dir]")).Equals("asc", StringComparison.OrdinalIgnoreCase);
        var start = Math.Max(0, query.Integer("start", 0));
        var length = query.Integer("length", 20);
        if (!int.TryParse(total, out var most))
            throw Missing("numTasks");
        var sorted = Sort(store.TasksOf(request.Integer("stage"), request.Integer("attempt")), column.Equals("Logs", StringComparison.OrdinalIgnoreCase) ? "Index" : column, ascending);

        var filtered = total;
        List<TaskRow> page;
        if (query.First("search[value]") is { Length: > 0 } search)
        {
            var all = sorted.Take(most).ToList();
            page = [.. all.Where(task => TaskSearch.Matches(task, search))];
            if (all.Count > 0)
                filtered = page.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            page = [.. page.Skip(start).Take(length)];
        }
        else
        {
            page = [.. sorted.Skip(start).Take(length)];
        }

        return RestAnswer.Json(json =>
        {
            json.StartObject();
            json.Property("recordsFiltered", filtered);
            json.List("aaData", page, (writer, task) => TaskAnswer.Write(writer, task, store));
            json.Property("recordsTotal", total);
            json.EndObject();
        });
    }

    private static IEnumerable<TaskRow> Sort(IEnumerable<TaskRow> tasks, string column, bool ascending) =>
        Numbers.TryGetValue(column, out var number) ? TaskSorting.By(tasks, number, ascending)
        : Texts.TryGetValue(column, out var text) ? TaskSorting.By(tasks, text, ascending)
        : throw RestException.BadRequest($"Invalid sort column: {column}");

    private static RestException Missing(string name) => RestException.BadRequest($"Bad value for parameter \"{name}\"."); // Spark fails with 500
}
