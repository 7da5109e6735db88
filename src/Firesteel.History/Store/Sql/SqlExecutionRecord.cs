namespace Firesteel.History.Store.Sql;

/// <summary>A SQL execution. Times are epoch ms; -1 = not known.</summary>
public sealed class SqlExecutionRecord
{
    public long Id { get; internal set; }
    public long RootId { get; internal set; }

    /// <summary>False if only jobs of the execution are known: its start was compacted away or lost.</summary>
    public bool Announced { get; internal set; }
    public string Description { get; internal set; } = "";

    /// <summary>Call site.</summary>
    public string Details { get; internal set; } = "";

    public CompressedText PlanDescription { get; internal set; } = CompressedText.Empty;

    /// <summary>The plan as it was finally run.</summary>
    public PlanInfo? Plan { get; internal set; }

    /// <summary>The plan before adaptive execution changed it; null if it never did.</summary>
    public PlanInfo? InitialPlan { get; internal set; }

    public CompressedText InitialPlanDescription { get; internal set; } = CompressedText.Empty;

    /// <summary>How often adaptive execution changed the plan.</summary>
    public int AdaptiveUpdates { get; internal set; }

    public Dictionary<string, string> ModifiedConfigs { get; } = [];
    public long Submitted { get; internal set; } = -1;
    public long Completed { get; internal set; } = -1;

    /// <summary>Null: the log does not say. Empty: success.</summary>
    public string? Error { get; internal set; }

    public Dictionary<int, JobStatus> Jobs { get; } = [];
    public SortedSet<int> StageIds { get; } = [];
    public string[] JobTags { get; internal set; } = [];

    /// <summary>By accumulator id; empty while the execution runs.</summary>
    public Dictionary<long, SqlMetricValue> Values { get; } = [];

    /// <summary>Metrics that came with adaptive updates and are in no plan node.</summary>
    public List<SqlMetric> ExtraMetrics { get; } = [];

    public SqlStatus Status =>
        Error is { } error ? error.Length == 0 ? SqlStatus.Completed : SqlStatus.Failed
        : Completed < 0 ? SqlStatus.Running
        : Jobs.ContainsValue(JobStatus.Failed) ? SqlStatus.Failed
        : SqlStatus.Completed;

    public PlanGraph? Graph => Plan is null ? null : PlanGraph.From(Plan);

    internal void Describe(Archive archive)
    {
        Id = archive.Value(Id);
        RootId = archive.Value(RootId);
        Announced = archive.Value(Announced);
        Description = archive.Text(Description);
        Details = archive.Text(Details);
        PlanDescription = PlanDescription.Describe(archive);
        Plan = archive.Optional(Plan, () => new PlanInfo(), (p, a) => p.Describe(a));
        InitialPlan = archive.Optional(InitialPlan, () => new PlanInfo(), (p, a) => p.Describe(a));
        InitialPlanDescription = InitialPlanDescription.Describe(archive);
        AdaptiveUpdates = archive.Value(AdaptiveUpdates);
        archive.Texts(ModifiedConfigs);
        Submitted = archive.Value(Submitted);
        Completed = archive.Value(Completed);
        Error = archive.OptionalText(Error);
        archive.Map(Jobs, archive.Value, archive.Value);
        archive.Integers(StageIds);
        JobTags = archive.Texts(JobTags);
        archive.Map(Values, archive.Value, value => SqlMetricValue.Read(value ?? new("", 0, 0), archive));
    }
}
