using Firesteel.Console.Figures;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Tables;
using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.Console.Pages.Stages;

/// <summary>How the tasks of a stage differ from each other.</summary>
internal sealed class StageShape(StageRecord stage, List<TaskRow> tasks, ApplicationRequest request)
{
    private const int Bins = 40;
    private const int MaxBars = 160;

    /// <summary>A task lags behind if it takes this many times the median, and long enough to matter.</summary>
    private const double Lag = 2;

    private const double LagMs = 100;
    private double? lagLimit;
    private readonly List<TaskRow> done = [.. tasks.Where(task => task.HasMetrics && task.Status == TaskState.Success)];

    private static (string Name, Func<TaskRow, double> Value, Func<double, string> Format)[] Measures =>
    [
        ("Duration", task => task.Duration, Amount.Duration),
        ("Scheduler delay", task => task.SchedulerDelay, Amount.Duration),
        ("Garbage collection", task => task[TaskMetric.JvmGcTime], Amount.Duration),
        ("Waiting for shuffle", task => task[TaskMetric.ShuffleFetchWaitTime], Amount.Duration),
        ("Input", task => task[TaskMetric.InputBytes], Amount.Size),
        ("Input rows", task => task[TaskMetric.InputRecords], Amount.Count),
        ("Output", task => task[TaskMetric.OutputBytes], Amount.Size),
        ("Shuffle read", Read, Amount.Size),
        ("Shuffle read rows", task => task[TaskMetric.ShuffleReadRecords], Amount.Count),
        ("Shuffle written", task => task[TaskMetric.ShuffleWriteBytes], Amount.Size),
        ("Spilled in memory", task => task[TaskMetric.MemoryBytesSpilled], Amount.Size),
        ("Spilled to disk", task => task[TaskMetric.DiskBytesSpilled], Amount.Size),
        ("Peak execution memory", task => task[TaskMetric.PeakExecutionMemory], Amount.Size),
    ];

    public Html Distributions()
    {
        if (done.Count == 0)
            return Html.Empty;
        var rows = Measures.Select(measure => (measure.Name, measure.Format, Spread: Figures.Quantiles.Of(done.Select(measure.Value)))).Where(row => row.Spread.Max > 0);
        return Html.Of($"""
            <h2>How tasks differ <span class="count">{Amount.Count(done.Count)} completed</span></h2>
            <div class="scroll" tabindex="0" role="region" aria-label="Distributions over tasks"><table class="spread"><caption class="unseen">Distributions over completed tasks</caption>
            <thead><tr><th scope="col">Measure</th><th scope="col">Spread</th><th scope="col" class="number">Min</th><th scope="col" class="number">25th percentile</th><th scope="col" class="number">Median</th><th scope="col" class="number">75th percentile</th><th scope="col" class="number">Max</th></tr></thead>
            <tbody>{rows.Select(row => Html.Of($"<tr><th scope=\"row\">{row.Name}</th><td>{row.Spread.Render()}</td><td class=\"number\">{row.Format(row.Spread.Min)}</td><td class=\"number\">{row.Format(row.Spread.Lower)}</td><td class=\"number\">{row.Format(row.Spread.Median)}</td><td class=\"number\">{row.Format(row.Spread.Upper)}</td><td class=\"number\">{row.Format(row.Spread.Max)}</td></tr>\n"))}</tbody></table></div>
            """);
    }

    public Html Histogram()
    {
        if (done.Count < 2)
            return Html.Empty;
        var durations = Figures.Quantiles.Of(done.Select(task => (double)task.Duration));
        var (low, high) = (durations.Min, Math.Max(durations.Max, durations.Min + 1));
        var bins = new int[Math.Min(Bins, Math.Max(8, done.Count / 2))];
        foreach (var task in done)
            bins[Math.Min(bins.Length - 1, (int)((task.Duration - low) / (high - low) * bins.Length))]++;
        double Edge(int bin) => low + ((high - low) * bin / bins.Length);
        var bars = bins.Select((count, bin) => ((double)count, Edge(bin) > LagLimit ? "late" : "ember", $"{count} tasks took {Amount.Duration(Edge(bin))} to {Amount.Duration(Edge(bin + 1))}")).ToList();
        var table = Figure.Rows("Tasks by duration", ["Duration", "Tasks"], bins.Select((count, bin) => (IReadOnlyList<string>)[$"{Amount.Duration(Edge(bin))} – {Amount.Duration(Edge(bin + 1))}", Amount.Count(count)]).Where(row => row[1] != "0"));
        return Figure.Of("Tasks by duration", Bars.Render("Number of tasks by duration", bars, Amount.Short, Amount.Duration(low), Amount.Duration(high)), table, Figure.Key(("ember", "tasks"), ("late", "lag behind")));
    }

    /// <summary>What each partition had to do: what was read where anything was, otherwise how long it took.</summary>
    public Html Partitions()
    {
        if (done.Count < 2)
            return Html.Empty;
        var (name, value, format) = done.Exists(task => Read(task) > 0) ? ("shuffle read", Read, Amount.Size)
            : done.Exists(task => task[TaskMetric.InputBytes] > 0) ? ("input", task => task[TaskMetric.InputBytes], Amount.Size)
            : ("duration", (Func<TaskRow, double>)(task => task.Duration), (Func<double, string>)Amount.Duration);
        var values = done.GroupBy(Partition).Select(group => (Partition: group.Key, Value: group.Max(value))).OrderBy(entry => entry.Partition).ToList();
        var per = (values.Count + MaxBars - 1) / MaxBars;
        var spread = Figures.Quantiles.Of(values.Select(entry => entry.Value));
        var bars = values.Chunk(per).Select(chunk => chunk.MaxBy(entry => entry.Value)).Select(entry => (entry.Value, entry.Value > Lag * spread.Median && entry.Value > (name == "duration" ? LagMs : 0) ? "late" : "ember", $"Partition {entry.Partition}: {format(entry.Value)}")).ToList();
        var table = Figure.Rows("Largest partitions", ["Partition", name], values.OrderByDescending(entry => entry.Value).Take(20).Select(entry => (IReadOnlyList<string>)[$"{entry.Partition}", format(entry.Value)]));
        var ratio = spread.Median > 0 ? $", largest {Amount.Number(spread.Max / spread.Median, 1)} × median" : "";
        return Figure.Of($"Skew: {name} by partition{ratio}", Bars.Render($"{name} by partition", bars, format, $"{values[0].Partition}", $"{values[^1].Partition}"), table, Figure.Key(("ember", "partition"), ("late", "over twice the median")), "The 20 largest partitions");
    }

    public Html Stragglers()
    {
        var late = done.Where(task => task.Duration > LagLimit).OrderByDescending(task => task.Duration).ToList();
        if (late.Count == 0 || done.Count < 4)
            return Html.Empty;
        var median = Figures.Quantiles.Of(done.Select(task => (double)task.Duration)).Median;
        var hosts = late.GroupBy(task => task.Executor).OrderByDescending(group => group.Count()).First();
        return Html.Of($"""
            <h2>Tasks that lag behind <span class="count">{Amount.Count(late.Count)}</span></h2>
            <p>They took more than {Amount.Number(Lag, 0)} × the median of {Amount.Duration(median)}; {Amount.Count(hosts.Count())} of them ran on executor {hosts.Key}.</p>
            {Figure.Rows("Tasks that lag behind", ["Task", "Partition", "Duration", "× median", "Garbage collection", "Shuffle read", "Input", "Spill", "Executor", "Host"], late.Take(8).Select(task => (IReadOnlyList<string>)[$"{task.TaskId}", $"{Partition(task)}", Amount.Duration(task.Duration), Amount.Number(task.Duration / Math.Max(1, median), 1), Amount.Duration(task[TaskMetric.JvmGcTime]), Amount.Size(Read(task)), Amount.Size(task[TaskMetric.InputBytes]), Amount.Size(task[TaskMetric.DiskBytesSpilled]), task.Executor, task.Host]))}
            """);
    }

    public Html Localities() => stage.Localities.Count == 0 ? Html.Empty : Html.Of($"""
        <section><h2>Locality</h2>{Figure.Rows("Tasks by locality", ["Locality", "Tasks", "Median duration"], stage.Localities.Select(entry => (IReadOnlyList<string>)[entry.Key, Amount.Count(entry.Value), Amount.Duration(Figures.Quantiles.Of(tasks.Where(task => task.Locality == entry.Key).Select(task => (double)task.Duration)).Median)]))}</section>
        """);

    public Html Rdds() => stage.Rdds.Length == 0 ? Html.Empty : Html.Of($"""
        <section><h2>Operations</h2>{Figure.Rows("RDDs of the stage", ["RDD", "Partitions", "Parents", "Kept"], stage.Rdds.OrderBy(rdd => rdd.Id).Select(rdd => (IReadOnlyList<string>)[$"{rdd.Name} [{rdd.Id}]{(rdd.Barrier ? " barrier" : "")}", Amount.Count(rdd.Partitions), string.Join(", ", rdd.ParentIds), rdd.Level.IsValid ? rdd.Level.Description : "–"]))}</section>
        """);

    public Html Executors()
    {
        var rows = stage.Executors.Values.ToList();
        var longest = rows.Count == 0 ? 0 : rows.Max(row => row.TaskTime);
        return Html.Of($"<h2>By executor <span class=\"count\">{rows.Count}</span></h2>{Table().Render(rows, request.Query)}");

        Table<StageExecutorRecord> Table() => new(
            "executors",
            "What each executor did",
            Column<StageExecutorRecord>.Of("Executor ID", row => row.Executor),
            new("Address", row => Html.Text(request.Store.Executors.TryGetValue(row.Executor, out var executor) ? executor.HostPort ?? executor.Host : "")),
            new("Task Time", row => Html.Of($"{Amount.Duration(row.TaskTime)} {Figure.Bar(row.TaskTime, longest)}")) { Number = row => row.TaskTime },
            Column<StageExecutorRecord>.Count("Succeeded", row => row.Succeeded),
            Column<StageExecutorRecord>.Count("Failed", row => row.Failed),
            Column<StageExecutorRecord>.Count("Killed", row => row.Killed),
            Column<StageExecutorRecord>.Of("Excluded", row => row.Excluded ? "yes" : ""),
            Column<StageExecutorRecord>.Size("Input", row => row[TaskMetric.InputBytes]),
            Column<StageExecutorRecord>.Size("Shuffle Read", row => row[TaskMetric.ShuffleRemoteBytesRead] + row[TaskMetric.ShuffleLocalBytesRead]),
            Column<StageExecutorRecord>.Size("Shuffle Write", row => row[TaskMetric.ShuffleWriteBytes]),
            Column<StageExecutorRecord>.Size("Spill (Memory)", row => row[TaskMetric.MemoryBytesSpilled]),
            Column<StageExecutorRecord>.Size("Spill (Disk)", row => row[TaskMetric.DiskBytesSpilled]),
            Column<StageExecutorRecord>.Size("Peak JVM heap", row => row.Peaks[ExecutorMetric.JVMHeapMemory]))
        { Sort = "Task Time", Descending = true, PageSize = 20 };
    }

    /// <summary>ms. Found once: every task is held against it.</summary>
    private double LagLimit => lagLimit ??= Math.Max(LagMs, Lag * Figures.Quantiles.Of(done.Select(task => (double)task.Duration)).Median);

    private static int Partition(TaskRow task) => task.PartitionId >= 0 ? task.PartitionId : task.Index;

    private static double Read(TaskRow task) => task[TaskMetric.ShuffleRemoteBytesRead] + task[TaskMetric.ShuffleLocalBytesRead];
}
