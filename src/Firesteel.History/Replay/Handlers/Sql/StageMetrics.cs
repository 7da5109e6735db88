using Firesteel.History.Events.Readers;

namespace Firesteel.History.Replay.Handlers.Sql;

/// <summary>
/// SQL metric values of one stage attempt: per accumulator one slot per task index, 0 where no task reported. The first successful
/// attempt of an index has the last word.
/// </summary>
internal sealed class StageMetrics(int stageId, int attempt, int tasks, Dictionary<long, string> kinds)
{
    private readonly IndexSet completed = new();

    public int Attempt => attempt;

    public Dictionary<long, long[]> Values { get; } = [];

    /// <summary>Largest value and its task.</summary>
    public Dictionary<long, MetricMaximum> Maxima { get; } = [];

    public StageMetrics NextAttempt(int number) => new(stageId, number, tasks, kinds);

    public void Update(TaskInfoData task)
    {
        var index = task.Index;
        if (completed.Contains(index))
            return;
        foreach (var (id, value) in task.Updates)
        {
            if (!kinds.TryGetValue(id, out var kind))
                continue;
            if (!Values.TryGetValue(id, out var values))
                Values[id] = values = new long[tasks];
            if ((uint)index < (uint)values.Length)
                values[index] = value;
            if (kind != "sum" && (!Maxima.TryGetValue(id, out var maximum) || value > maximum.Value))
                Maxima[id] = new(value, stageId, attempt, task.TaskId);
        }

        if (task.Successful)
            completed.Add(index);
    }
}
