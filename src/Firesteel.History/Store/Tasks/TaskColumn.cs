namespace Firesteel.History.Store.Tasks;

/// <summary>Columns of the task table; from <see cref="FirstMetric"/> on they are <see cref="TaskMetric"/>s.</summary>
internal enum TaskColumn
{
    TaskId,
    StageId,
    StageAttempt,
    Index,
    Attempt,
    Partition,
    Launch,

    /// <summary>Epoch ms at which fetching the result began; 0 = never.</summary>
    GettingResult,

    /// <summary>Epoch ms; 0 = still running when the log ended.</summary>
    Finish,

    /// <summary>Number in the pool of texts, like host, locality and error.</summary>
    Executor,
    Host,
    Locality,
    Error,
    Status,
    Flags,
    FirstMetric,
}
