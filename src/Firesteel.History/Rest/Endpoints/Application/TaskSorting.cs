using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.History.Rest.Endpoints.Application;

/// <summary>Spark's task orders: by an index, ties by task id, both in one direction. Metrics of unsuccessful tasks sort below zero.</summary>
internal static class TaskSorting
{
    public static long RunTime(TaskRow task) => Indexed(task, TaskMetric.ExecutorRunTime);

    /// <summary>Spark keeps metrics of tasks that did not succeed as <c>-v-1</c>, so that quantiles skip them.</summary>
    public static long Indexed(TaskRow task, TaskMetric metric) => Negated(task, task[metric]);

    public static long Negated(TaskRow task, long value) => !task.HasMetrics ? -1 : task.Status == TaskState.Success ? value : -value - 1;

    public static IEnumerable<TaskRow> ById(IEnumerable<TaskRow> tasks)
    {
        var rows = tasks.ToArray();
        Array.Sort(rows, (a, b) => a.TaskId.CompareTo(b.TaskId));
        return rows;
    }

    public static IEnumerable<TaskRow> By<TKey>(IEnumerable<TaskRow> tasks, Func<TaskRow, TKey> key, bool ascending)
    {
        var comparer = typeof(TKey) == typeof(string) ? (IComparer<TKey>)StringComparer.Ordinal : Comparer<TKey>.Default;
        return ascending
            ? tasks.OrderBy(key, comparer).ThenBy(task => task.TaskId)
            : tasks.OrderByDescending(key, comparer).ThenByDescending(task => task.TaskId);
    }
}
