namespace Firesteel.History.Store;

/// <summary>What one executor did in one stage attempt.</summary>
public sealed class StageExecutorRecord
{
    public string Executor { get; internal set; } = "";

    /// <summary>Sum of task durations, ms.</summary>
    public long TaskTime { get; internal set; }

    public int Succeeded { get; internal set; }
    public int Failed { get; internal set; }
    public int Killed { get; internal set; }
    public bool Excluded { get; internal set; }
    public Peaks Peaks { get; } = new();

    /// <summary>By <see cref="TaskMetric"/>.</summary>
    public long[] Totals { get; internal set; } = new long[Enum.GetValues<TaskMetric>().Length];

    public long this[TaskMetric metric] => Totals[(int)metric];

    /// <summary>Takes over the other's numbers.</summary>
    internal void Take(StageExecutorRecord other)
    {
        (TaskTime, Succeeded, Failed, Killed, Excluded) = (other.TaskTime, other.Succeeded, other.Failed, other.Killed, other.Excluded);
        Peaks.Take(other.Peaks);
        other.Totals.CopyTo(Totals, 0);
    }

    internal void Describe(Archive archive)
    {
        Executor = archive.Text(Executor);
        TaskTime = archive.Value(TaskTime);
        Succeeded = archive.Value(Succeeded);
        Failed = archive.Value(Failed);
        Killed = archive.Value(Killed);
        Excluded = archive.Value(Excluded);
        Peaks.Describe(archive);
        Totals = archive.Values(Totals);
    }
}
