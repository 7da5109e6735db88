using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.History.Rest.Endpoints.Application;

/// <summary>Tasks by pages. A stage that is not known has none.</summary>
internal sealed class TaskListEndpoint : IApplicationEndpoint
{
    /// <summary>Sorting: by id, or by run time in a direction.</summary>
    private static readonly Dictionary<string, int> Sortings = new()
    {
        ["ID"] = 0,
        ["INCREASING_RUNTIME"] = 1,
        ["RUNTIME"] = 1,
        ["DECREASING_RUNTIME"] = -1,
        ["-RUNTIME"] = -1,
    };

    public string Path => "stages/{stage:n}/{attempt:n}/taskList";

    public RestAnswer Answer(ApplicationStore store, RestRequest request)
    {
        var query = request.Query;
        var (offset, length) = (query.Integer("offset", 0), query.Integer("length", 20));
        var states = query.Choices("status", TaskAnswer.States);
        var sorting = query.Choices("sortBy", Sortings)?.FirstOrDefault() ?? 0;
        if (states is null && length <= 0)
            throw RestException.BadRequest($"Bad value for parameter \"length\".  Expected more than 0, got \"{length}\""); // Spark fails with 500
        var tasks = TaskSorting.ById(store.TasksOf(request.Integer("stage"), request.Integer("attempt")));
        var sorted = sorting == 0 ? tasks : TaskSorting.By(tasks, TaskSorting.RunTime, ascending: sorting > 0);
        var page = states is null
            ? sorted.Skip(Math.Max(0, offset)).Take(length)
            : Slice(sorted.Where(task => states.Contains(TaskAnswer.State(task.Status))), offset, length);
        return RestAnswer.Array(page, (writer, task) => TaskAnswer.Write(writer, task, store));
    }

    /// <summary>Scala's slice: from a negative offset the page loses what lies before the start.</summary>
    private static IEnumerable<TaskRow> Slice(IEnumerable<TaskRow> tasks, int offset, int length)
    {
        var end = (long)offset + length;
        var start = Math.Max(0, offset);
        return end <= start ? [] : tasks.Skip(start).Take((int)Math.Min(int.MaxValue, end - start));
    }
}
