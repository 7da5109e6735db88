using Firesteel.History.Events.Readers;
using Firesteel.History.Replay.Handlers.Sql;
using Firesteel.History.Store;

namespace Firesteel.History.Replay;

/// <summary>
/// The application store that is being filled, and what lives only while events come. Follows Spark's AppStatusListener: what is
/// live, when it stops being live and what is counted while it is decides the numbers that users know.
/// </summary>
internal sealed class ReplayState(ApplicationStore store, Func<IReadOnlyList<int>, IReadOnlyList<int>> setOrder)
{
    public ApplicationStore Store { get; } = store;

    public Dictionary<int, LiveJob> Jobs { get; } = [];

    public Dictionary<(int Id, int Attempt), LiveStage> Stages { get; } = [];

    /// <summary>Row by task id.</summary>
    public Dictionary<long, int> Tasks { get; } = [];

    public Dictionary<string, ExecutorRecord> Executors { get; } = [];

    /// <summary>Removed executors that a live stage may still report about.</summary>
    public Dictionary<string, ExecutorRecord> DeadExecutors { get; } = [];

    public SqlMetricsCollector Sql { get; } = new(setOrder);

    public int CpusPerTask { get; set; } = 1;

    public StringPool Texts => Store.Tasks.Texts;

    // Reused from event to event.
    public TaskInfoData Task { get; } = new();
    public long[] Metrics { get; } = new long[StageRecord.Metrics];
    public long[] Executor { get; } = new long[Peaks.Count];

    public LiveStage StageOf(StageInfoData info)
    {
        var key = (info.StageId, info.Attempt);
        if (!Stages.TryGetValue(key, out var stage))
        {
            // A stage that comes again after it ended replaces the record but keeps the tasks, as in Spark's store.
            var record = new StageRecord { StageId = info.StageId, Attempt = info.Attempt, Tasks = Store.RowsOf(info.StageId, info.Attempt) };
            stage = new LiveStage(record);
            Stages[key] = stage;
            Store.Stages[key] = record;
        }

        Describe(stage.Record, info);
        return stage;
    }

    public ExecutorRecord ExecutorOf(string id, long time)
    {
        if (Executors.TryGetValue(id, out var executor))
            return executor;
        executor = new ExecutorRecord { Id = id, Added = time };
        Executors[id] = executor;
        Store.Executors[id] = executor;
        return executor;
    }

    /// <summary>The log is over: what still runs shows what is known of it.</summary>
    public void LogEnded()
    {
        foreach (var stage in Stages.Values)
            stage.ShowExecutors();
        Sql.LogEnded();
    }

    public bool MayStillReport(ExecutorRecord removed)
    {
        foreach (var stage in Stages.Values)
        {
            if (Math.Max(stage.Record.Submitted, 0) < removed.Removed)
                return true;
        }

        return false;
    }

    /// <summary>Attaches a job to the server operations that started it: by job group (Thrift) or by tag (Connect).</summary>
    public void JoinServers(JobRecord job)
    {
        foreach (var operation in Store.Thrift.Operations.Where(operation => operation.JobKey is not null && operation.JobKey == job.Group))
            operation.JobIds.Add(job.JobId);
        foreach (var operation in Store.Connect.Operations.Where(operation => operation.JobKey is not null && job.Tags.Contains(operation.JobKey)))
            operation.JobIds.Add(job.JobId);
    }

    public static void Describe(StageRecord record, StageInfoData info)
    {
        record.Name = info.Name;
        record.NumTasks = info.NumTasks;
        record.Rdds = info.Rdds;
        record.ParentIds = info.ParentIds;
        record.Details = info.Details;
        record.Submitted = info.Submitted;
        record.Completed = info.Completed;
        record.FailureReason = info.FailureReason;
        record.ResourceProfileId = info.ResourceProfileId;
        record.PushEnabled = info.PushEnabled;
        record.Mergers = info.Mergers;
        record.Accumulators.Clear();
        record.Accumulators.AddRange(info.Accumulators);
    }
}
