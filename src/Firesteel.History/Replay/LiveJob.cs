using Firesteel.History.Store;

namespace Firesteel.History.Replay;

/// <summary>
/// A job that events still count into, with what only counting needs. An ended job goes on counting while its stages have tasks, but as in Spark it
/// shows what it had at its end until the last of a stage's tasks is over.
/// </summary>
internal sealed class LiveJob(JobRecord record)
{
    private readonly Dictionary<int, IndexSet> completed = [];
    private bool shown = true;
    private bool ended;

    /// <summary>What counts up to now.</summary>
    public JobRecord Record { get; private set; } = record;

    /// <summary>The same stage ids, to be asked often.</summary>
    public HashSet<int> StageIds { get; } = [.. record.StageIds];

    /// <summary>The record, to be changed.</summary>
    public JobRecord Change()
    {
        if (ended && shown)
            (Record, shown) = (Record.Copy(), false);
        return Record;
    }

    /// <summary>From now on changes are shown by <see cref="Show"/> only.</summary>
    public void End() => ended = true;

    public void Show(ApplicationStore store)
    {
        store.Jobs[Record.JobId] = Record;
        shown = true;
    }

    public void CompleteIndex(int stageId, int index)
    {
        if (!completed.TryGetValue(stageId, out var indexes))
            completed[stageId] = indexes = new IndexSet();
        var record = Change();
        record.CompletedIndices -= indexes.Count;
        indexes.Add(index);
        record.CompletedIndices += indexes.Count;
    }
}
