using Firesteel.History.Store.Tasks;

namespace Firesteel.History.Store;

/// <summary>One attempt of a stage. Times are epoch ms; -1 = not known.</summary>
public sealed class StageRecord
{
    public static readonly int Metrics = Enum.GetValues<TaskMetric>().Length;

    public int StageId { get; internal set; }
    public int Attempt { get; internal set; }
    public StageStatus Status { get; internal set; } = StageStatus.Pending;
    public string Name { get; internal set; } = "";
    public string Details { get; internal set; } = "";
    public string? Description { get; internal set; }
    public string Pool { get; internal set; } = "default";
    public int NumTasks { get; internal set; }
    public int ActiveTasks { get; internal set; }
    public int CompletedTasks { get; internal set; }
    public int FailedTasks { get; internal set; }
    public int KilledTasks { get; internal set; }
    public int CompletedIndices { get; internal set; }
    public long Submitted { get; internal set; } = -1;
    public long FirstLaunched { get; internal set; } = -1;
    public long Completed { get; internal set; } = -1;
    public string? FailureReason { get; internal set; }

    /// <summary>Sums over all finished task attempts, failed ones too; by <see cref="TaskMetric"/>.</summary>
    public long[] Totals { get; internal set; } = new long[Metrics];

    public RddRecord[] Rdds { get; internal set; } = [];
    public int[] ParentIds { get; internal set; } = [];
    public List<AccumulatorRecord> Accumulators { get; } = [];
    public SortedDictionary<string, int> KilledReasons { get; } = new(StringComparer.Ordinal);
    public int ResourceProfileId { get; internal set; }
    public bool PushEnabled { get; internal set; }
    public int Mergers { get; internal set; }
    public Peaks Peaks { get; } = new();

    /// <summary>Null unless a speculative attempt was started.</summary>
    public SpeculationRecord? Speculation { get; internal set; }

    public SortedDictionary<string, StageExecutorRecord> Executors { get; } = new(StringComparer.Ordinal);

    /// <summary>Started tasks by locality.</summary>
    public SortedDictionary<string, int> Localities { get; } = new(StringComparer.Ordinal);

    public SortedSet<int> JobIds { get; } = [];

    /// <summary>SQL execution that the stage ran for; -1 = none.</summary>
    public long SqlExecution { get; internal set; } = -1;

    public long this[TaskMetric metric] => Totals[(int)metric];

    /// <summary>Task attempts that the log knows.</summary>
    public int TaskCount => Tasks.Count;

    internal TaskRuns Tasks { get; set; } = new();

    internal void Describe(Archive archive)
    {
        StageId = archive.Value(StageId);
        Attempt = archive.Value(Attempt);
        Status = archive.Value(Status);
        Name = archive.Text(Name);
        Details = archive.Text(Details);
        Description = archive.OptionalText(Description);
        Pool = archive.Text(Pool);
        NumTasks = archive.Value(NumTasks);
        ActiveTasks = archive.Value(ActiveTasks);
        CompletedTasks = archive.Value(CompletedTasks);
        FailedTasks = archive.Value(FailedTasks);
        KilledTasks = archive.Value(KilledTasks);
        CompletedIndices = archive.Value(CompletedIndices);
        Submitted = archive.Value(Submitted);
        FirstLaunched = archive.Value(FirstLaunched);
        Completed = archive.Value(Completed);
        FailureReason = archive.OptionalText(FailureReason);
        Totals = archive.Values(Totals);
        var rdds = Rdds.ToList();
        archive.List(rdds, () => new RddRecord(), (rdd, a) => rdd.Describe(a));
        Rdds = [.. rdds];
        ParentIds = archive.Values(ParentIds);
        DescribeAccumulators(archive);
        archive.Counts(KilledReasons);
        ResourceProfileId = archive.Value(ResourceProfileId);
        PushEnabled = archive.Value(PushEnabled);
        Mergers = archive.Value(Mergers);
        Peaks.Describe(archive);
        Speculation = archive.Optional(Speculation, () => new SpeculationRecord(), (s, a) => s.Describe(a));
        var executors = Executors.Values.ToList();
        archive.List(executors, () => new StageExecutorRecord(), (e, a) => e.Describe(a));
        foreach (var executor in executors)
            Executors[executor.Executor] = executor;
        archive.Counts(Localities);
        archive.Integers(JobIds);
        SqlExecution = archive.Value(SqlExecution);
    }

    private void DescribeAccumulators(Archive archive)
    {
        var count = archive.Count(Accumulators.Count);
        for (var i = 0; i < count; i++)
        {
            var known = archive.Reading ? new AccumulatorRecord(0, null, null, null) : Accumulators[i];
            known = known.Describe(archive);
            if (archive.Reading)
                Accumulators.Add(known);
        }
    }
}
