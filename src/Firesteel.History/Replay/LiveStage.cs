using Firesteel.History.Store;

namespace Firesteel.History.Replay;

/// <summary>A stage attempt that may still change, with what only counting needs.</summary>
internal sealed class LiveStage(StageRecord record)
{
    public StageRecord Record { get; } = record;

    public List<LiveJob> Jobs { get; set; } = [];

    public IndexSet CompletedIndices { get; } = new();

    public HashSet<string> ExcludedExecutors { get; } = [];

    public StageExecutorRecord Executor(string id)
    {
        if (!Record.Executors.TryGetValue(id, out var executor))
            Record.Executors[id] = executor = new StageExecutorRecord { Executor = id };
        return executor;
    }
}
