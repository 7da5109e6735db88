using Firesteel.History.Store.Sql;

namespace Firesteel.History.Replay.Handlers.Sql;

/// <summary>A SQL execution that may still change.</summary>
internal sealed class LiveExecution(SqlExecutionRecord record)
{
    public SqlExecutionRecord Record { get; } = record;

    /// <summary>Metric kinds by accumulator id.</summary>
    public Dictionary<long, string> Kinds { get; init; } = [];

    /// <summary>Stages as the jobs brought them; each once.</summary>
    public List<int> Stages { get; } = [];

    public List<(long Id, long Value)> DriverUpdates { get; } = [];

    /// <summary>Ends seen: one per job and one of the execution. The execution stays live until all came.</summary>
    public int Ends { get; set; }

    public void AddMetrics(PlanInfo plan)
    {
        AddMetrics(plan.Metrics);
        foreach (var child in plan.Children)
            AddMetrics(child);
    }

    public void AddMetrics(IEnumerable<SqlMetric> metrics)
    {
        foreach (var metric in metrics)
            Kinds[metric.AccumulatorId] = metric.Kind;
    }
}
