using Firesteel.History.Store.Servers;
using Firesteel.History.Store.Sql;
using Firesteel.History.Store.Streaming;
using Firesteel.History.Store.Tasks;

namespace Firesteel.History.Store;

/// <summary>
/// All that one attempt's log says, ready to be asked: the read model of REST, pages and findings. Filled by replay, or read from disk.
/// While <see cref="Complete"/> is false a replay is still filling it; read it inside <see cref="Read{T}"/> then. Times are epoch ms; -1 = not known.
/// </summary>
public sealed class ApplicationStore
{
    private readonly ReaderWriterLockSlim gate = new();

    public string SparkVersion { get; internal set; } = "";
    public string Id { get; internal set; } = "";
    public string Name { get; internal set; } = "";
    public string User { get; internal set; } = "";
    public string? AttemptId { get; internal set; }
    public long Started { get; internal set; } = -1;
    public long Ended { get; internal set; } = -1;

    /// <summary>Since Spark 4.0.</summary>
    public int? ExitCode { get; internal set; }

    /// <summary>When the log was last known to change: its file's time, or the moment of the scan for a running application.</summary>
    public long LastUpdated { get; internal set; }

    /// <summary>The replay has reached the end of the log.</summary>
    public bool Complete { get; internal set; }

    public EnvironmentRecord Environment { get; } = new();
    public SortedDictionary<int, ResourceProfileRecord> ResourceProfiles { get; } = [];
    public SortedDictionary<int, JobRecord> Jobs { get; } = [];

    /// <summary>By stage id and attempt.</summary>
    public SortedDictionary<(int Id, int Attempt), StageRecord> Stages { get; } = [];

    public SortedDictionary<string, ExecutorRecord> Executors { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, ProcessRecord> Processes { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<int, CachedRdd> Rdds { get; } = [];
    public SortedDictionary<long, SqlExecutionRecord> Sql { get; } = [];
    public List<StreamingQueryRecord> Streaming { get; } = [];
    public ServerRecord Thrift { get; } = new();
    public ServerRecord Connect { get; } = new();

    /// <summary>What was wrong with the log while it was read, one line each.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Events read, and bytes of text.</summary>
    public long Events { get; internal set; }

    public long TextBytes { get; internal set; }

    /// <summary>Stored bytes of the log that a running replay has read so far.</summary>
    public long BytesRead { get; internal set; }

    public int TaskCount => Tasks.Count;

    internal TaskTable Tasks { get; } = new();

    /// <summary>Rows by stage and attempt; a log may hold tasks of stages that it never announces.</summary>
    internal SortedDictionary<(int Id, int Attempt), TaskRuns> Rows { get; } = [];

    /// <summary>Estimate of what the store holds in memory, in bytes. The factors are measured: the growth of the heap over recorded and generated logs.</summary>
    public long MemoryBytes =>
        Tasks.Bytes + (Tasks.Texts.Count * 100L) + Stages.Values.Sum(stage => 2500L + (stage.Executors.Count * 1000L)) + (Jobs.Count * 700L) + (Executors.Count * 1500L)
        + Sql.Values.Sum(execution => 3000L + (execution.Values.Count * 150L) + execution.PlanDescription.Length / 8)
        + Streaming.Sum(query => query.Progress.Count * 500L) + (Environment.Count * 180L) + 64_000;

    /// <summary>Tasks of a stage attempt, announced or not; none if there are none.</summary>
    public IEnumerable<TaskRow> TasksOf(int stageId, int attempt) =>
        Rows.TryGetValue((stageId, attempt), out var rows) ? rows.Select(row => new TaskRow(Tasks, row, LastUpdated)) : [];

    /// <summary>Tasks of a stage attempt, in the order of their start events.</summary>
    public IEnumerable<TaskRow> TasksOf(StageRecord stage)
    {
        foreach (var row in stage.Tasks)
            yield return new TaskRow(Tasks, row, LastUpdated);
    }

    /// <summary>All tasks, in the order of their start events.</summary>
    public IEnumerable<TaskRow> AllTasks()
    {
        for (var row = 0; row < Tasks.Count; row++)
            yield return new TaskRow(Tasks, row, LastUpdated);
    }

    /// <summary>Asks a store that a replay may be filling right now. Once <see cref="Complete"/>, nothing is locked.</summary>
    public T Read<T>(Func<ApplicationStore, T> ask)
    {
        if (Complete)
            return ask(this);
        gate.EnterReadLock();
        try
        {
            return ask(this);
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    internal void Write(Action change)
    {
        gate.EnterWriteLock();
        try
        {
            change();
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    internal TaskRuns RowsOf(int stageId, int attempt)
    {
        if (!Rows.TryGetValue((stageId, attempt), out var rows))
            Rows[(stageId, attempt)] = rows = new TaskRuns();
        return rows;
    }

    internal void Describe(Archive archive)
    {
        SparkVersion = archive.Text(SparkVersion);
        Id = archive.Text(Id);
        Name = archive.Text(Name);
        User = archive.Text(User);
        AttemptId = archive.OptionalText(AttemptId);
        Started = archive.Value(Started);
        Ended = archive.Value(Ended);
        ExitCode = archive.Value(ExitCode);
        LastUpdated = archive.Value(LastUpdated);
        Environment.Describe(archive);
        Described(archive, ResourceProfiles, p => p.Id, (p, a) => p.Describe(a));
        Described(archive, Jobs, j => j.JobId, (j, a) => j.Describe(a));
        Described(archive, Stages, s => (s.StageId, s.Attempt), (s, a) => s.Describe(a));
        Described(archive, Executors, e => e.Id, (e, a) => e.Describe(a));
        Described(archive, Processes, p => p.Id, (p, a) => p.Describe(a));
        Described(archive, Rdds, r => r.Id, (r, a) => r.Describe(a));
        Described(archive, Sql, e => e.Id, (e, a) => e.Describe(a));
        archive.List(Streaming, () => new StreamingQueryRecord(), (q, a) => q.Describe(a));
        Thrift.Describe(archive);
        Connect.Describe(archive);
        string[] problems = archive.Texts([.. Problems]);
        Problems.Clear();
        Problems.AddRange(problems);
        Events = archive.Value(Events);
        TextBytes = archive.Value(TextBytes);
        Tasks.Texts.Describe(archive);
        archive.Map(Rows, key => (archive.Value(key.Id), archive.Value(key.Attempt)), rows => DescribeRows(archive, rows ?? new TaskRuns()));
        foreach (var stage in Stages.Values)
            stage.Tasks = RowsOf(stage.StageId, stage.Attempt);
        archive.Map(Tasks.Accumulators, archive.Value, values => DescribeAccumulators(archive, values ?? []));
    }

    private static TaskRuns DescribeRows(Archive archive, TaskRuns rows)
    {
        rows.Describe(archive);
        return rows;
    }

    private static AccumulatorRecord[] DescribeAccumulators(Archive archive, AccumulatorRecord[] values)
    {
        var count = archive.Count(values.Length);
        var result = archive.Reading ? new AccumulatorRecord[count] : values;
        for (var i = 0; i < count; i++)
            result[i] = (archive.Reading ? new AccumulatorRecord(0, null, null, null) : values[i]).Describe(archive);
        return result;
    }

    private static void Described<TKey, T>(Archive archive, SortedDictionary<TKey, T> map, Func<T, TKey> key, Action<T, Archive> describe)
        where TKey : notnull
        where T : new()
    {
        var items = map.Values.ToList();
        archive.List(items, () => new T(), describe);
        if (!archive.Reading)
            return;
        foreach (var item in items)
            map[key(item)] = item;
    }
}
