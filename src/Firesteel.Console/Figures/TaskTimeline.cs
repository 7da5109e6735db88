using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.Console.Figures;

/// <summary>
/// Tasks of one stage by executor over time. Few tasks are drawn each for itself, in lanes, divided into what they did; many are added
/// up in columns of time, where the height says how many ran at once and the colours what share of their time went where.
/// </summary>
internal sealed class TaskTimeline(IReadOnlyList<TaskRow> tasks, long horizon)
{
    private const int DrawnOneByOne = 600;
    private const int Columns = 200;
    private const int MaxExecutors = 30;
    private const double Left = 92;
    private const double Width = 900;

    public static readonly (string Colour, string Name)[] Phases =
        [("p0", "scheduler delay"), ("p1", "deserialising"), ("p2", "waiting for shuffle"), ("p3", "computing"), ("p4", "garbage collection"), ("p5", "shuffle write"), ("p6", "result")];

    private readonly TimeScale scale = new(tasks.Min(task => task.Launch), tasks.Max(task => End(task, horizon)), Left, Width);

    public Html Render()
    {
        var groups = tasks.GroupBy(task => task.Executor).OrderByDescending(group => group.Count()).ToList();
        var y = 4.0;
        var parts = new List<Html>();
        foreach (var group in groups.Take(MaxExecutors))
        {
            var (height, picture) = tasks.Count <= DrawnOneByOne ? Single([.. group.OrderBy(task => task.Launch)], y) : Added([.. group], y);
            parts.Add(Html.Of($"<text class=\"label\" x=\"{Left - 8}\" y=\"{y + (height / 2) + 4}\" text-anchor=\"end\">{(group.Key == "driver" ? "driver" : $"exec {group.Key}")}</text>{picture}"));
            y += height + 6;
        }

        if (groups.Count > MaxExecutors)
        {
            parts.Add(Html.Of($"<text class=\"axis\" x=\"{Left}\" y=\"{y + 10}\">and {groups.Count - MaxExecutors} executors with fewer tasks; see the table</text>"));
            y += 16;
        }

        return Html.Of($"<svg class=\"chart\" viewBox=\"0 0 1000 {y + 18}\" role=\"img\" aria-label=\"{tasks.Count} tasks on {groups.Count} executors over {Amount.Duration(scale.Span)}\">{scale.Axis(0, y)}{parts}</svg>");
    }

    /// <summary>ms per phase; they add up to the duration.</summary>
    public static double[] Shares(TaskRow task, long horizon)
    {
        var shares = new double[Phases.Length];
        double duration = Math.Max(0, End(task, horizon) - task.Launch);
        if (!task.HasMetrics)
        {
            shares[3] = duration;
            return shares;
        }

        var run = Math.Min(duration, task[TaskMetric.ExecutorRunTime]);
        shares[0] = Math.Min(duration, task.SchedulerDelay);
        shares[1] = task[TaskMetric.ExecutorDeserializeTime];
        shares[2] = Math.Min(run, task[TaskMetric.ShuffleFetchWaitTime]);
        shares[4] = Math.Min(run - shares[2], task[TaskMetric.JvmGcTime]);
        shares[5] = Math.Min(run - shares[2] - shares[4], task[TaskMetric.ShuffleWriteTime] / 1e6);
        shares[3] = run - shares[2] - shares[4] - shares[5];
        shares[6] = task[TaskMetric.ResultSerializationTime] + Math.Max(0, task.GettingResultTime);
        return shares;
    }

    private static long End(TaskRow task, long horizon) => Math.Max(task.Launch, task.Finish > 0 ? task.Finish : horizon);

    private (double Height, Html Picture) Single(List<TaskRow> rows, double y)
    {
        var free = new List<long>();
        var placed = new List<(TaskRow Task, int Lane)>();
        foreach (var task in rows)
        {
            var lane = free.FindIndex(until => until <= task.Launch);
            if (lane < 0)
            {
                lane = free.Count;
                free.Add(0);
            }

            free[lane] = End(task, horizon);
            placed.Add((task, lane));
        }

        var height = free.Count > 24 ? 4.0 : 9.0;
        return (free.Count * (height + 1), Html.Join(placed.Select(entry => One(entry.Task, y + (entry.Lane * (height + 1)), height))));
    }

    private Html One(TaskRow task, double y, double height)
    {
        var end = End(task, horizon);
        var title = Html.Of($"<title>Task {task.TaskId}, partition {task.Index}, {Amount.Duration(end - task.Launch)}{(task.Status == TaskState.Success ? "" : $", {task.Status}")}</title>");
        if (task.Status is TaskState.Failed or TaskState.Killed)
            return Html.Of($"<rect class=\"bad\" x=\"{scale.X(task.Launch)}\" y=\"{y}\" width=\"{Math.Max(1, scale.X(end) - scale.X(task.Launch))}\" height=\"{height}\">{title}</rect>");
        var parts = new List<Html>();
        double[] shares = Shares(task, horizon);
        var sum = Math.Max(1e-9, shares.Sum());
        var x = scale.X(task.Launch);
        var pixels = Math.Max(1, scale.X(end) - x);
        for (var phase = 0; phase < shares.Length; phase++)
        {
            var width = shares[phase] / sum * pixels;
            if (width >= 0.3)
                parts.Add(Html.Of($"<rect class=\"{Phases[phase].Colour}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"));
            x += width;
        }

        return Html.Of($"<g>{title}{parts}</g>");
    }

    private (double Height, Html Picture) Added(List<TaskRow> rows, double y)
    {
        const double height = 34;
        var sums = new double[Columns, Phases.Length];
        var failures = new int[Columns];
        var width = scale.Span / Columns;
        foreach (var task in rows)
        {
            var end = End(task, horizon);
            double[] shares = Shares(task, horizon);
            var sum = Math.Max(1e-9, shares.Sum());
            var first = Math.Clamp((int)((task.Launch - scale.From) / width), 0, Columns - 1);
            var last = Math.Clamp((int)((end - scale.From) / width), first, Columns - 1);
            for (var column = first; column <= last; column++)
            {
                var overlap = Math.Max(0, Math.Min(end, scale.From + ((column + 1) * width)) - Math.Max(task.Launch, scale.From + (column * width)));
                for (var phase = 0; phase < shares.Length; phase++)
                    sums[column, phase] += overlap * shares[phase] / sum;
            }

            if (task.Status == TaskState.Failed)
                failures[last]++;
        }

        var most = Math.Max(1e-9, Enumerable.Range(0, Columns).Max(column => Enumerable.Range(0, Phases.Length).Sum(phase => sums[column, phase])));
        var parts = new List<Html>();
        for (var column = 0; column < Columns; column++)
        {
            var top = y + height;
            for (var phase = 0; phase < Phases.Length; phase++)
            {
                var part = sums[column, phase] / most * height;
                if (part < 0.15)
                    continue;
                top -= part;
                parts.Add(Html.Of($"<rect class=\"{Phases[phase].Colour}\" x=\"{Left + (column * Width / Columns)}\" y=\"{top}\" width=\"{Width / Columns}\" height=\"{part}\"/>"));
            }

            if (failures[column] > 0)
                parts.Add(Html.Of($"<rect class=\"bad\" x=\"{Left + (column * Width / Columns)}\" y=\"{y - 2}\" width=\"2\" height=\"{height + 4}\"><title>{failures[column]} failed tasks</title></rect>"));
        }

        return (height, Html.Join(parts));
    }
}
