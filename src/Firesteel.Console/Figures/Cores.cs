using Firesteel.History.Store;

namespace Firesteel.Console.Figures;

/// <summary>Cores that were there and cores that were busy, over time.</summary>
internal sealed class Cores
{
    private const int Columns = 300;

    public Cores(ApplicationStore store, long horizon)
    {
        var start = store.Started;
        var span = Math.Max(1, horizon - start);
        var width = span / (double)Columns;
        var busy = new double[Columns];
        var taken = CoresOfTasks(store);
        foreach (var task in store.AllTasks())
        {
            var end = task.Finish > 0 ? task.Launch + task.OccupiedTime : horizon;
            var each = taken.GetValueOrDefault((task.StageId, task.StageAttempt), 1);
            var first = Math.Clamp((int)((task.Launch - start) / width), 0, Columns - 1);
            var last = Math.Clamp((int)((end - start) / width), first, Columns - 1);
            for (var column = first; column <= last; column++)
                busy[column] += each * Math.Max(0, Math.Min(end, start + ((column + 1) * width)) - Math.Max(task.Launch, start + (column * width)));
        }

        Busy = [.. busy.Select((ms, i) => ((double)start + (i * width), ms / width)), (horizon, 0)];
        var changes = new List<(long Time, int Cores)>();
        foreach (var executor in store.Executors.Values.Where(executor => !executor.IsDriver || executor.TotalTasks > 0))
        {
            changes.Add((Math.Max(start, executor.Added), executor.TotalCores));
            if (executor.Removed > 0)
                changes.Add((executor.Removed, -executor.TotalCores));
        }

        var there = new List<(double, double)> { (start, 0) };
        var now = 0;
        var before = (double)start;
        foreach (var (time, cores) in changes.OrderBy(change => change.Time))
        {
            CoreTime += now * (time - before);
            before = time;
            now += cores;
            there.Add((time, now));
        }

        CoreTime += now * Math.Max(0, horizon - before);
        there.Add((horizon, now));
        There = there;
        BusyTime = busy.Sum();
    }

    public IReadOnlyList<(double Time, double Value)> Busy { get; }

    public IReadOnlyList<(double Time, double Value)> There { get; }

    /// <summary>ms × cores.</summary>
    public double CoreTime { get; }

    public double BusyTime { get; }

    /// <summary>What a task of a stage takes (<c>spark.task.cpus</c>, or its stage's own resource profile), where that is not one core.</summary>
    private static Dictionary<(int StageId, int Attempt), double> CoresOfTasks(ApplicationStore store) =>
        store.Stages.Values.Select(stage => (stage, Cores: store.ResourceProfiles.GetValueOrDefault(stage.ResourceProfileId)?.Task.Find(resource => resource.Name == "cpus")?.Amount ?? 1))
            .Where(stage => stage.Cores != 1).ToDictionary(stage => (stage.stage.StageId, stage.stage.Attempt), stage => stage.Cores);
}
