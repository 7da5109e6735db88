using Firesteel.History.Store;

namespace Firesteel.History.Replay;

/// <summary>A job that has not ended yet, with what only counting needs.</summary>
internal sealed class LiveJob(JobRecord record)
{
    private readonly Dictionary<int, IndexSet> completed = [];

    public JobRecord Record { get; } = record;

    /// <summary>The same stage ids, to be asked often.</summary>
    public HashSet<int> StageIds { get; } = [.. record.StageIds];

    public void CompleteIndex(int stageId, int index)
    {
        if (!completed.TryGetValue(stageId, out var indexes))
            completed[stageId] = indexes = new IndexSet();
        Record.CompletedIndices -= indexes.Count;
        indexes.Add(index);
        Record.CompletedIndices += indexes.Count;
    }
}
