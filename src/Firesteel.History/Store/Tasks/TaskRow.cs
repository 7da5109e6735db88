namespace Firesteel.History.Store.Tasks;

/// <summary>One task attempt, read from the columns when asked.</summary>
public readonly struct TaskRow
{
    private const int Speculated = 1;
    private const int Measured = 2;

    private readonly TaskTable table;
    private readonly int row;
    private readonly long now;

    /// <param name="now">Epoch ms at which an unfinished task is thought to be observed.</param>
    internal TaskRow(TaskTable table, int row, long now)
    {
        this.table = table;
        this.row = row;
        this.now = now;
    }

    public long TaskId => table.Get(TaskColumn.TaskId, row);
    public int StageId => (int)table.Get(TaskColumn.StageId, row);
    public int StageAttempt => (int)table.Get(TaskColumn.StageAttempt, row);
    public int Index => (int)table.Get(TaskColumn.Index, row);
    public int Attempt => (int)table.Get(TaskColumn.Attempt, row);

    /// <summary>-1 in logs before Spark 3.3.</summary>
    public int PartitionId => (int)table.Get(TaskColumn.Partition, row);

    public long Launch => table.Get(TaskColumn.Launch, row);

    /// <summary>Epoch ms; 0 if the result was not fetched separately.</summary>
    public long ResultFetchStart => table.Get(TaskColumn.GettingResult, row);

    /// <summary>Epoch ms; 0 while running.</summary>
    public long Finish => table.Get(TaskColumn.Finish, row);

    public string Executor => table.Texts[(int)table.Get(TaskColumn.Executor, row)];
    public string Host => table.Texts[(int)table.Get(TaskColumn.Host, row)];
    public string Locality => table.Texts[(int)table.Get(TaskColumn.Locality, row)];

    /// <summary>Null for a task that did not fail.</summary>
    public string? Error => table.Get(TaskColumn.Error, row) is var number and > 0 ? table.Texts[(int)number - 1] : null;

    public TaskState Status => (TaskState)table.Get(TaskColumn.Status, row);
    public bool Speculative => (table.Get(TaskColumn.Flags, row) & Speculated) != 0;

    /// <summary>An end event was seen; metrics are then real numbers.</summary>
    public bool HasMetrics => (table.Get(TaskColumn.Flags, row) & Measured) != 0;

    public long this[TaskMetric metric] => table.Get(metric, row);

    /// <summary>ms.</summary>
    public long Duration => (Finish != 0 ? Finish : now) - Launch;

    public IReadOnlyList<AccumulatorRecord> Accumulators => table.Accumulators.TryGetValue(row, out var values) ? values : [];

    /// <summary>ms between the end of the task and the arrival of its result, if it was fetched separately.</summary>
    public long GettingResultTime => ResultFetchStart <= 0 ? 0 : Duration > 0 ? Launch + Duration - ResultFetchStart : now - ResultFetchStart;

    /// <summary>ms of the duration that are neither work nor (de)serialisation nor result fetching.</summary>
    public long SchedulerDelay => Status is TaskState.Failed or TaskState.Killed or TaskState.Success && HasMetrics && Duration > 0
        ? Math.Max(0, Duration - this[TaskMetric.ExecutorRunTime] - this[TaskMetric.ExecutorDeserializeTime] - this[TaskMetric.ResultSerializationTime] - GettingResultTime)
        : 0;

    /// <summary>
    /// ms for which the task held its cores: from the launch, without what came after its end. <see cref="Duration"/> ends when the driver took note of the result,
    /// and by then the next task may long have run on the same core.
    /// </summary>
    public long OccupiedTime
    {
        get
        {
            var work = this[TaskMetric.ExecutorRunTime] + this[TaskMetric.ExecutorDeserializeTime] + this[TaskMetric.ResultSerializationTime];
            var measured = HasMetrics && (work > 0 || Status == TaskState.Success); // a task that was cut off may have measured nothing
            return measured ? Math.Min(Duration, work) : Duration;
        }
    }

    internal static long Flags(bool speculative, bool measured) => (speculative ? Speculated : 0) | (measured ? Measured : 0);
}
