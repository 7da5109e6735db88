namespace Firesteel.History.Store;

/// <summary>A job. Times are epoch ms; -1 = not known.</summary>
public sealed class JobRecord
{
    public int JobId { get; internal set; }
    public string Name { get; internal set; } = "";
    public string? Description { get; internal set; }
    public string? Group { get; internal set; }
    public string[] Tags { get; internal set; } = [];
    public long Submitted { get; internal set; } = -1;
    public long Completed { get; internal set; } = -1;
    public JobStatus Status { get; internal set; } = JobStatus.Running;
    public int[] StageIds { get; internal set; } = [];

    /// <summary>SQL execution that started the job; -1 = none.</summary>
    public long SqlExecution { get; internal set; } = -1;

    public int NumTasks { get; internal set; }
    public int ActiveTasks { get; internal set; }
    public int CompletedTasks { get; internal set; }
    public int SkippedTasks { get; internal set; }
    public int FailedTasks { get; internal set; }
    public int KilledTasks { get; internal set; }
    public int CompletedIndices { get; internal set; }
    public int ActiveStages { get; internal set; }
    public HashSet<int> CompletedStages { get; private set; } = [];
    public HashSet<int> SkippedStages { get; private set; } = [];
    public int FailedStages { get; internal set; }
    public SortedDictionary<string, int> KilledReasons { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>Message of the failure that ended the job.</summary>
    public string? Failure { get; internal set; }

    /// <summary>Another record with the same values, to be changed on its own.</summary>
    internal JobRecord Copy()
    {
        var copy = (JobRecord)MemberwiseClone();
        copy.CompletedStages = [.. CompletedStages];
        copy.SkippedStages = [.. SkippedStages];
        copy.KilledReasons = new(KilledReasons, StringComparer.Ordinal);
        return copy;
    }

    internal void Describe(Archive archive)
    {
        JobId = archive.Value(JobId);
        Name = archive.Text(Name);
        Description = archive.OptionalText(Description);
        Group = archive.OptionalText(Group);
        Tags = archive.Texts(Tags);
        Submitted = archive.Value(Submitted);
        Completed = archive.Value(Completed);
        Status = archive.Value(Status);
        StageIds = archive.Values(StageIds);
        SqlExecution = archive.Value(SqlExecution);
        NumTasks = archive.Value(NumTasks);
        ActiveTasks = archive.Value(ActiveTasks);
        CompletedTasks = archive.Value(CompletedTasks);
        SkippedTasks = archive.Value(SkippedTasks);
        FailedTasks = archive.Value(FailedTasks);
        KilledTasks = archive.Value(KilledTasks);
        CompletedIndices = archive.Value(CompletedIndices);
        ActiveStages = archive.Value(ActiveStages);
        archive.Integers(CompletedStages);
        archive.Integers(SkippedStages);
        FailedStages = archive.Value(FailedStages);
        archive.Counts(KilledReasons);
        Failure = archive.OptionalText(Failure);
    }
}
