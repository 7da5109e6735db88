using Firesteel.History.Store;

namespace Firesteel.History.Replay;

/// <summary>A stage attempt that may still change, with what only counting needs.</summary>
internal sealed class LiveStage(StageRecord record)
{
    private readonly Dictionary<string, StageExecutorRecord> executors = [];
    private readonly Dictionary<string, int> activeTasks = [];

    public StageRecord Record { get; } = record;

    public List<LiveJob> Jobs { get; set; } = [];

    public IndexSet CompletedIndices { get; } = new();

    public HashSet<string> ExcludedExecutors { get; } = [];

    /// <summary>What the executor did up to now; others see it when it is shown.</summary>
    public StageExecutorRecord Executor(string id)
    {
        if (!executors.TryGetValue(id, out var executor))
            executors[id] = executor = new StageExecutorRecord { Executor = id };
        return executor;
    }

    /// <returns>How many tasks of the stage the executor has now.</returns>
    public int CountTasks(string executor, int change) => activeTasks[executor] = activeTasks.GetValueOrDefault(executor) + change;

    /// <summary>Spark writes an executor's numbers when its last task is over, when its peaks rise, and when the stage or the log ends, and not in between.</summary>
    public void Show(StageExecutorRecord executor)
    {
        if (!Record.Executors.TryGetValue(executor.Executor, out var shown))
            Record.Executors[executor.Executor] = shown = new StageExecutorRecord { Executor = executor.Executor };
        shown.Take(executor);
    }

    /// <summary>Peaks that were measured between the ends of tasks.</summary>
    public void RaisePeaks(string executor, ReadOnlySpan<long> seen)
    {
        Record.Peaks.Raise(seen);
        var known = Executor(executor);
        if (known.Peaks.Raise(seen))
            Show(known);
    }

    public void ShowExecutors()
    {
        foreach (var executor in executors.Values)
            Show(executor);
    }
}
