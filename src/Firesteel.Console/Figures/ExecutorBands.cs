using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Pages;
using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.Console.Figures;

/// <summary>
/// Executors × time: each executor is a band as long as it lived; at every moment it is filled as high as its cores were busy, in the
/// colour of the stage that kept most of them. Tasks are added up in columns of time, so that the picture is as small for a million
/// tasks as for ten.
/// </summary>
internal sealed class ExecutorBands
{
    private const int Columns = 280;
    private const int MaxBands = 40;
    private const int MaxJobs = 200;
    private const int JobLanes = 5;
    private const double Left = 92;
    private const double Width = 900;
    private readonly ApplicationRequest request;
    private readonly TimeScale scale;
    private readonly List<Band> bands;
    private readonly Dictionary<int, int> colours = [];
    private readonly double[] total = new double[Columns];

    public ExecutorBands(ApplicationRequest request)
    {
        this.request = request;
        var store = request.Store;
        scale = new TimeScale(store.Started, request.Horizon, Left, Width);
        bands = MakeBands(store);
        Fill(store);
        foreach (var stage in store.Stages.Values.OrderBy(stage => stage.Submitted).ThenBy(stage => stage.StageId))
            colours.TryAdd(stage.StageId, colours.Count);
    }

    /// <summary>ms in which no task ran anywhere: the driver worked, waited, or there were no executors.</summary>
    public double IdleTime => total.Count(busy => busy <= 0) * scale.Span / Columns;

    public string ColourOf(int stageId) => Figure.Colour(colours.GetValueOrDefault(stageId));

    public Html Render()
    {
        var (lanes, jobs) = Jobs(y: 4);
        var y = 4 + (lanes * 13) + (lanes > 0 ? 8 : 0);
        var idle = Idle(y);
        y += 14;
        var parts = new List<Html>();
        var height = bands.Count > 16 ? 14 : 24;
        foreach (var band in bands)
        {
            parts.Add(Draw(band, y, height));
            y += height + 4;
        }

        var label = $"{bands.Sum(band => band.Executors.Count)} executors over {Amount.Duration(scale.Span)}, coloured by stage";
        return Html.Of($"<svg class=\"chart\" viewBox=\"0 0 1000 {y + 20}\" role=\"group\" aria-label=\"{label}\">{scale.Axis(0, y)}{jobs}{idle}{parts}</svg>");
    }

    /// <summary>The picture in numbers, the longest at work first.</summary>
    public Html Table() => Figure.Rows(
        "Executors of the picture",
        ["Executor", "Came after", "Went after", "Cores", "Tasks", "Failed tasks", "Task time"],
        bands.SelectMany(band => band.Executors).OrderByDescending(executor => executor.TaskTime).Take(100).Select(executor => (IReadOnlyList<string>)
        [
            executor.Id, Amount.Duration(Math.Max(0, executor.Added - scale.From)), executor.Removed > 0 ? Amount.Duration(executor.Removed - scale.From) : "–",
            Amount.Count(executor.TotalCores), Amount.Count(executor.TotalTasks), Amount.Count(executor.FailedTasks), Amount.Duration(executor.TaskTime),
        ]));

    private static List<Band> MakeBands(ApplicationStore store)
    {
        var executors = store.Executors.Values.Where(executor => executor.Id != "fallback" && (!executor.IsDriver || executor.TotalTasks > 0)).OrderBy(executor => executor.Added).ThenBy(executor => executor.Id.Length).ThenBy(executor => executor.Id, StringComparer.Ordinal).ToList();
        var perBand = Math.Max(1, (executors.Count + MaxBands - 1) / MaxBands);
        return [.. executors.Chunk(perBand).Select(group => new Band([.. group]))];
    }

    private void Fill(ApplicationStore store)
    {
        var byExecutor = bands.SelectMany(band => band.Executors.Select(executor => (executor.Id, band))).ToDictionary(pair => pair.Id, pair => pair.band);
        foreach (var task in store.AllTasks())
        {
            if (!byExecutor.TryGetValue(task.Executor, out var band))
                continue;
            var end = task.Finish > 0 ? task.Finish : request.Horizon;
            Spread(task.Launch, task.Finish > 0 ? task.Launch + task.OccupiedTime : end, (column, ms) => band.Add(column, task.StageId, ms));
            Spread(task.Launch, end, (column, ms) => total[column] += ms);
            if (task.Status == TaskState.Failed)
                band.Failures[Math.Clamp((int)((end - scale.From) / scale.Span * Columns), 0, Columns - 1)]++;
        }
    }

    private void Spread(long from, long to, Action<int, double> add)
    {
        var width = scale.Span / Columns;
        var first = Math.Clamp((int)((from - scale.From) / width), 0, Columns - 1);
        var last = Math.Clamp((int)((to - scale.From) / width), first, Columns - 1);
        for (var column = first; column <= last; column++)
        {
            var start = scale.From + (column * width);
            var overlap = Math.Min(to, start + width) - Math.Max(from, start);
            if (overlap > 0)
                add(column, overlap);
        }
    }

    private Html Draw(Band band, double y, double height)
    {
        var width = scale.Span / Columns;
        var parts = new List<Html>();
        foreach (var executor in band.Executors)
        {
            var (start, end) = (scale.X(executor.Added), scale.X(executor.Removed > 0 ? executor.Removed : scale.To));
            parts.Add(Html.Of($"<rect class=\"life\" x=\"{start}\" y=\"{y}\" width=\"{Math.Max(1, end - start)}\" height=\"{height}\"/>"));
        }

        var capacity = Math.Max(1, band.Executors.Sum(executor => executor.MaxTasks > 0 ? executor.MaxTasks : executor.TotalCores)) * width;
        for (var column = 0; column < Columns;)
        {
            var (stage, busy) = band.Main(column);
            var run = column + 1;
            var level = Level(busy, capacity, height);
            while (run < Columns && band.Main(run) is var next && next.Stage == stage && Level(next.Busy, capacity, height) == level)
                run++;
            if (level > 0)
                parts.Add(Html.Of($"<rect class=\"{ColourOf(stage)}\" x=\"{scale.X(scale.From + (column * width))}\" y=\"{y + height - level}\" width=\"{(run - column) * Width / Columns}\" height=\"{level}\"><title>Stage {stage}, {Amount.Duration((run - column) * width)} from {Amount.Duration(column * width)} on</title></rect>"));
            column = run;
        }

        for (var column = 0; column < Columns; column++)
        {
            if (band.Failures[column] > 0)
                parts.Add(Html.Of($"<rect class=\"bad\" x=\"{Left + ((column + 0.5) * Width / Columns) - 1}\" y=\"{y - 2}\" width=\"2.5\" height=\"{height + 4}\"><title>{band.Failures[column]} failed tasks</title></rect>"));
        }

        foreach (var lost in band.Executors.Where(executor => executor.Removed > 0))
            parts.Add(Html.Of($"<path class=\"lost\" d=\"M{scale.X(lost.Removed) - 3} {y + (height / 2) - 3}l6 6m0 -6l-6 6\"><title>Executor {lost.Id} went: {lost.RemoveReason}</title></path>"));
        return Html.Of($"<text class=\"label\" x=\"{Left - 8}\" y=\"{y + (height / 2) + 4}\" text-anchor=\"end\">{band.Name}</text>{parts}");
    }

    private static double Level(double busy, double capacity, double height) => busy <= 0 ? 0 : Math.Max(1, Math.Round(Math.Min(1, busy / capacity) * height));

    private Html Idle(double y)
    {
        var parts = new List<Html>();
        for (var column = 0; column < Columns; column++)
        {
            var run = column;
            while (run < Columns && total[run] <= 0)
                run++;
            if (run > column)
                parts.Add(Html.Of($"<rect class=\"idle\" x=\"{Left + (column * Width / Columns)}\" y=\"{y}\" width=\"{(run - column) * Width / Columns}\" height=\"6\"><title>No task ran for {Amount.Duration((run - column) * scale.Span / Columns)}</title></rect>"));
            column = run;
        }

        return Html.Of($"<text class=\"label\" x=\"{Left - 8}\" y=\"{y + 7}\" text-anchor=\"end\">no task</text>{parts}");
    }

    private (int Lanes, Html Picture) Jobs(double y)
    {
        var free = new List<long>();
        var parts = new List<Html>();
        foreach (var job in request.Store.Jobs.Values.OrderBy(job => job.Submitted).Take(MaxJobs))
        {
            var end = job.Completed > 0 ? job.Completed : request.Horizon;
            var lane = free.FindIndex(until => until <= job.Submitted);
            if (lane < 0 && free.Count < JobLanes)
            {
                lane = free.Count;
                free.Add(0);
            }

            if (lane < 0)
                lane = JobLanes - 1;
            free[lane] = end;
            var width = Math.Max(1.5, scale.X(end) - scale.X(job.Submitted));
            var colour = job.Status == JobStatus.Failed ? "bad" : job.Status == JobStatus.Running ? "live" : "job";
            parts.Add(Html.Of($"<a href=\"{request.Job(job.JobId)}\" tabindex=\"-1\" aria-label=\"Job {job.JobId}\"><rect class=\"{colour}\" x=\"{scale.X(job.Submitted)}\" y=\"{y + (lane * 13)}\" width=\"{width}\" height=\"10\" rx=\"2\"><title>Job {job.JobId}, {Amount.Duration(end - job.Submitted)}: {job.Description ?? job.Name}</title></rect></a>"));
        }

        return (free.Count, free.Count == 0 ? Html.Empty : Html.Of($"<text class=\"label\" x=\"{Left - 8}\" y=\"{y + 9}\" text-anchor=\"end\">jobs</text>{parts}"));
    }

    private sealed class Band(List<ExecutorRecord> executors)
    {
        private readonly List<(int Stage, double Busy)>?[] columns = new List<(int, double)>?[Columns];

        public List<ExecutorRecord> Executors => executors;

        public int[] Failures { get; } = new int[Columns];

        public string Name => executors.Count == 1 ? executors[0].Id == "driver" ? "driver" : $"exec {executors[0].Id}" : $"{executors[0].Id} … {executors[^1].Id}";

        public void Add(int column, int stage, double ms)
        {
            var list = columns[column] ??= [];
            var at = list.FindIndex(entry => entry.Stage == stage);
            if (at < 0)
                list.Add((stage, ms));
            else
                list[at] = (stage, list[at].Busy + ms);
        }

        /// <summary>The stage with most of the column, and the time of all.</summary>
        public (int Stage, double Busy) Main(int column) =>
            columns[column] is not { } list ? (-1, 0) : (list.MaxBy(entry => entry.Busy).Stage, list.Sum(entry => entry.Busy));
    }
}
