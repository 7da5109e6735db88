using Firesteel.Console.Figures;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Pages.Application;
using Firesteel.Console.Tables;
using Firesteel.History.Store;

namespace Firesteel.Console.Pages.Executors;

/// <summary>Executors: cores over time, what each did, the most memory each took, and why it went.</summary>
public sealed class ExecutorsPage : IApplicationPage
{
    /// <summary>Spark marks more than this share of garbage collection.</summary>
    private const double MuchCollection = 0.1;

    public string Path => "executors/";

    public string Title => "Executors";

    public string Tab => Path;

    public Html Render(ApplicationRequest request)
    {
        var store = request.Store;
        var all = store.Executors.Values.Where(executor => executor.Id != "fallback").ToList();
        return Html.Of($"""
            <h1>Executors <span class="count">{Amount.Count(all.Count)}</span></h1>
            {Numbers.Render(
                ("Active", Amount.Count(all.Count(executor => executor.IsActive)), null),
                ("Gone", Amount.Count(all.Count(executor => !executor.IsActive)), null),
                ("Cores", Amount.Count(all.Sum(executor => executor.TotalCores)), "of all"),
                ("Task time", Amount.Duration(all.Sum(executor => executor.TaskTime)), null),
                ("Garbage collection", Amount.Share(all.Sum(executor => executor.GcTime), all.Sum(executor => executor.TaskTime)), "of task time"),
                ("Shuffle read", Amount.Size(all.Sum(executor => executor.ShuffleRead)), null),
                ("Shuffle written", Amount.Size(all.Sum(executor => executor.ShuffleWrite)), null))}
            {Picture(request)}
            <h2>What they did</h2>{Work(request, all).Render(all, request.Query)}
            <h2>Memory at its highest</h2>{Memory().Render(all.FindAll(executor => executor.Peaks.IsSet), request.Query)}
            {Processes(request)}
            """);
    }

    private static Html Picture(ApplicationRequest request)
    {
        if (request.Store.Started <= 0)
            return Html.Empty;
        var cores = new Cores(request.Store, request.Horizon);
        var step = Math.Max(1, cores.Busy.Count / 24);
        double ThereAt(double time) => cores.There.LastOrDefault(point => point.Time <= time).Value;
        var table = Figure.Rows("Cores over time", ["After", "Cores there", "Cores busy"], cores.Busy.Where((_, i) => i % step == 0).Select(point => (IReadOnlyList<string>)[Amount.Duration(point.Time - request.Store.Started), Amount.Number(ThereAt(point.Time), 0), Amount.Number(point.Value, 1)]));
        return Figure.Of(
            "Cores over time",
            StepChart.Render($"Cores there and busy over {Amount.Duration(request.Horizon - request.Store.Started)}", request.Store.Started, request.Horizon, value => Amount.Short(value), ("life", true, cores.There), ("ember", true, cores.Busy)),
            table,
            Figure.Key(("life", "cores there"), ("ember", $"busy: {Amount.Share(cores.BusyTime, cores.CoreTime)}")));
    }

    private static Table<ExecutorRecord> Work(ApplicationRequest request, List<ExecutorRecord> all)
    {
        var most = all.Count == 0 ? 0 : all.Max(executor => executor.TaskTime);
        return new(
            "executor",
            "Executors",
            Column<ExecutorRecord>.Of("Executor ID", executor => executor.Id),
            Column<ExecutorRecord>.Of("Address", executor => executor.HostPort ?? executor.Host ?? ""),
            new("Status", executor => Status(executor)) { Text = executor => executor.IsActive ? "active" : "gone" },
            Column<ExecutorRecord>.Count("Cores", executor => executor.TotalCores),
            new("Tasks", executor => Html.Of($"{Amount.Count(executor.CompletedTasks)}{Html.Of($" <span class=\"bad-text\">{executor.FailedTasks} failed</span>").If(executor.FailedTasks > 0)}")) { Number = executor => executor.TotalTasks },
            new("Task Time", executor => Html.Of($"{Amount.Duration(executor.TaskTime)} {Figure.Bar(executor.TaskTime, most)}")) { Number = executor => executor.TaskTime },
            new("GC Time", executor => Html.Of($"<span{new Html(executor.TaskTime > 0 && executor.GcTime > MuchCollection * executor.TaskTime ? " class=\"bad-text\"" : "")}>{Amount.Duration(executor.GcTime)}</span>")) { Number = executor => executor.GcTime },
            Column<ExecutorRecord>.Size("Input", executor => executor.InputBytes),
            Column<ExecutorRecord>.Size("Shuffle Read", executor => executor.ShuffleRead),
            Column<ExecutorRecord>.Size("Shuffle Write", executor => executor.ShuffleWrite),
            new("Storage Memory", executor => Html.Of($"{Amount.Size(executor.MemoryUsed)}<span class=\"sub\">of {Amount.Size(executor.MaxMemory)}</span>")) { Number = executor => executor.MemoryUsed },
            Column<ExecutorRecord>.Size("Disk", executor => executor.DiskUsed),
            new("Added", executor => request.Time(executor.Added)) { Number = executor => executor.Added, IsMoment = true },
            new("Removed", executor => request.Time(executor.Removed)) { Number = executor => executor.Removed, IsMoment = true },
            all.Exists(executor => executor.RemoveReason is not null) ? new("Loss Reason", executor => Plain.FirstLine(executor.RemoveReason)) { Text = executor => executor.RemoveReason ?? "", Wide = true } : null,
            all.Exists(executor => executor.Logs.Count > 0) ? new("Logs", executor => Html.Join(executor.Logs.Where(log => log.Value.StartsWith("http", StringComparison.Ordinal)).Select(log => Html.Of($"<a href=\"{log.Value}\" rel=\"noreferrer\">{log.Key}</a>")), " ")) : null)
        { Sort = "Task Time", Descending = true };
    }

    private static Html Status(ExecutorRecord executor) => executor switch
    {
        { Excluded: true } => Html.Of($"<span class=\"chip failed\">excluded</span>"),
        { IsActive: true } => Html.Of($"<span class=\"good-text\">active</span>"),
        _ => Html.Of($"<span class=\"chip\">gone</span>"),
    };

    private static Table<ExecutorRecord> Memory()
    {
        Column<ExecutorRecord> Peak(string title, ExecutorMetric metric) => Column<ExecutorRecord>.Size(title, executor => executor.Peaks[metric]);
        return new(
            "peak",
            "Peak memory",
            Column<ExecutorRecord>.Of("Executor", executor => executor.Id),
            Peak("JVM heap", ExecutorMetric.JVMHeapMemory),
            Peak("JVM off heap", ExecutorMetric.JVMOffHeapMemory),
            Peak("Execution on heap", ExecutorMetric.OnHeapExecutionMemory),
            Peak("Execution off heap", ExecutorMetric.OffHeapExecutionMemory),
            Peak("Storage on heap", ExecutorMetric.OnHeapStorageMemory),
            Peak("Storage off heap", ExecutorMetric.OffHeapStorageMemory),
            Peak("Direct pool", ExecutorMetric.DirectPoolMemory),
            Peak("Mapped pool", ExecutorMetric.MappedPoolMemory),
            Peak("Process RSS", ExecutorMetric.ProcessTreeJVMRSSMemory),
            Peak("Python RSS", ExecutorMetric.ProcessTreePythonRSSMemory),
            Column<ExecutorRecord>.Count("Minor GCs", executor => executor.Peaks[ExecutorMetric.MinorGCCount]),
            Column<ExecutorRecord>.Count("Major GCs", executor => executor.Peaks[ExecutorMetric.MajorGCCount]),
            Column<ExecutorRecord>.Duration("GC time", executor => executor.Peaks[ExecutorMetric.TotalGCTime]))
        { Sort = "JVM heap", Descending = true, Nothing = "The log holds no peaks; spark.eventLog.logStageExecutorMetrics writes them." };
    }

    private static Html Processes(ApplicationRequest request) => request.Store.Processes.Count == 0 ? Html.Empty : Html.Of($"""
        <h2>Other processes</h2>{Figure.Rows("Other processes", ["Process ID", "Address", "Cores", "Added"], request.Store.Processes.Values.Select(process => (IReadOnlyList<string>)[process.Id, process.HostPort, Amount.Count(process.Cores), Amount.Moment(process.Added)]))}
        """);
}
