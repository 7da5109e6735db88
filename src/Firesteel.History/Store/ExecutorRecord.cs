namespace Firesteel.History.Store;

/// <summary>An executor, or the driver. Times are epoch ms; -1 = not known.</summary>
public sealed class ExecutorRecord
{
    public string Id { get; internal set; } = "";
    public string? Host { get; internal set; }

    /// <summary>Address of its block manager.</summary>
    public string? HostPort { get; internal set; }

    public bool IsActive { get; internal set; } = true;
    public int TotalCores { get; internal set; }
    public int MaxTasks { get; internal set; }
    public int ActiveTasks { get; internal set; }
    public int FailedTasks { get; internal set; }
    public int CompletedTasks { get; internal set; }
    public int TotalTasks { get; internal set; }

    /// <summary>Sum of task durations, ms.</summary>
    public long TaskTime { get; internal set; }

    public long GcTime { get; internal set; }
    public long InputBytes { get; internal set; }
    public long ShuffleRead { get; internal set; }
    public long ShuffleWrite { get; internal set; }
    public long MaxMemory { get; internal set; }

    /// <summary>-1 in logs before Spark 2.2.</summary>
    public long MaxOnHeap { get; internal set; } = -1;

    public long MaxOffHeap { get; internal set; } = -1;
    public long UsedOnHeap { get; internal set; }
    public long UsedOffHeap { get; internal set; }
    public long MemoryUsed { get; internal set; }
    public long DiskUsed { get; internal set; }
    public int RddBlocks { get; internal set; }
    public long Added { get; internal set; }
    public long Removed { get; internal set; } = -1;
    public string? RemoveReason { get; internal set; }
    public bool Excluded { get; internal set; }
    public SortedSet<int> ExcludedInStages { get; } = [];
    public SortedDictionary<string, string> Logs { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>Addresses by resource name.</summary>
    public SortedDictionary<string, string[]> Resources { get; } = new(StringComparer.Ordinal);

    public int ResourceProfileId { get; internal set; }
    public Peaks Peaks { get; } = new();

    public bool IsDriver => Id == "driver";

    internal string Hostname => Host ?? (HostPort is { } hostPort && hostPort.LastIndexOf(':') is var colon and >= 0 ? hostPort[..colon] : HostPort ?? "");

    internal void Describe(Archive archive)
    {
        Id = archive.Text(Id);
        Host = archive.OptionalText(Host);
        HostPort = archive.OptionalText(HostPort);
        IsActive = archive.Value(IsActive);
        TotalCores = archive.Value(TotalCores);
        MaxTasks = archive.Value(MaxTasks);
        ActiveTasks = archive.Value(ActiveTasks);
        FailedTasks = archive.Value(FailedTasks);
        CompletedTasks = archive.Value(CompletedTasks);
        TotalTasks = archive.Value(TotalTasks);
        TaskTime = archive.Value(TaskTime);
        GcTime = archive.Value(GcTime);
        InputBytes = archive.Value(InputBytes);
        ShuffleRead = archive.Value(ShuffleRead);
        ShuffleWrite = archive.Value(ShuffleWrite);
        MaxMemory = archive.Value(MaxMemory);
        MaxOnHeap = archive.Value(MaxOnHeap);
        MaxOffHeap = archive.Value(MaxOffHeap);
        UsedOnHeap = archive.Value(UsedOnHeap);
        UsedOffHeap = archive.Value(UsedOffHeap);
        MemoryUsed = archive.Value(MemoryUsed);
        DiskUsed = archive.Value(DiskUsed);
        RddBlocks = archive.Value(RddBlocks);
        Added = archive.Value(Added);
        Removed = archive.Value(Removed);
        RemoveReason = archive.OptionalText(RemoveReason);
        Excluded = archive.Value(Excluded);
        archive.Integers(ExcludedInStages);
        archive.Texts(Logs);
        archive.Texts(Attributes);
        archive.Map(Resources, archive.Text, value => archive.Texts(value ?? []));
        ResourceProfileId = archive.Value(ResourceProfileId);
        Peaks.Describe(archive);
    }
}
