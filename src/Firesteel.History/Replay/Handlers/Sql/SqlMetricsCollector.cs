using Firesteel.History.Events.Readers;
using Firesteel.History.Store;
using Firesteel.History.Store.Sql;

namespace Firesteel.History.Replay.Handlers.Sql;

/// <summary>Follows Spark's SQLAppStatusListener: which stage's values belong to which execution, and when they are added up.</summary>
internal sealed class SqlMetricsCollector(Func<IReadOnlyList<int>, IReadOnlyList<int>> setOrder)
{
    private readonly Dictionary<long, LiveExecution> live = [];
    private readonly Dictionary<int, StageMetrics> stages = [];

    public LiveExecution? Find(long id) => live.GetValueOrDefault(id);

    public LiveExecution Start(ApplicationStore store, long id)
    {
        if (live.TryGetValue(id, out var execution))
            return execution;
        var record = new SqlExecutionRecord { Id = id, RootId = id };
        execution = new LiveExecution(record);
        live[id] = execution;
        store.Sql[id] = record;
        return execution;
    }

    public void JobStarted(ReplayState state, JobRecord job, List<StageInfoData> infos)
    {
        var execution = Find(job.SqlExecution) ?? Reopen(state.Store, job.SqlExecution) ?? Start(state.Store, job.SqlExecution);
        if (execution.Kinds.Count > 0)
        {
            var kinds = new Dictionary<long, string>(execution.Kinds);
            foreach (var info in infos)
                stages[info.StageId] = new StageMetrics(info.StageId, 0, info.NumTasks, kinds);
        }

        execution.Record.Jobs[job.JobId] = JobStatus.Running;
        foreach (var stage in job.StageIds)
        {
            if (execution.Record.StageIds.Add(stage))
                execution.Stages.Add(stage);
        }
    }

    public void JobEnded(ReplayState state, int jobId, bool succeeded)
    {
        foreach (var execution in live.Values.Where(execution => execution.Record.Jobs.ContainsKey(jobId)).ToList())
        {
            execution.Record.Jobs[jobId] = succeeded ? JobStatus.Succeeded : JobStatus.Failed;
            execution.Ends++;
            CloseIfEnded(execution);
        }
    }

    public void StageSubmitted(StageInfoData info)
    {
        if (stages.TryGetValue(info.StageId, out var metrics) && metrics.Attempt != info.Attempt)
            stages[info.StageId] = metrics.NextAttempt(info.Attempt);
    }

    public void TaskEnded(int stageId, int attempt, TaskInfoData task)
    {
        if (task.Updates.Count > 0 && stages.TryGetValue(stageId, out var metrics) && metrics.Attempt == attempt)
            metrics.Update(task);
    }

    public void Ended(LiveExecution execution)
    {
        AddUp(execution);
        execution.Ends++;
        CloseIfEnded(execution);
    }

    /// <summary>The log is over: what still runs shows the values that it has.</summary>
    public void LogEnded()
    {
        foreach (var execution in live.Values)
            AddUp(execution);
    }

    private static LiveExecution? Reopen(ApplicationStore store, long id)
    {
        if (!store.Sql.TryGetValue(id, out var record))
            return null;
        var execution = new LiveExecution(record) { Ends = record.Jobs.Count + 1 };
        if (record.Plan is { } plan)
            execution.AddMetrics(plan);
        execution.Stages.AddRange(record.StageIds);
        return execution;
    }

    private void CloseIfEnded(LiveExecution execution)
    {
        if (execution.Ends < execution.Record.Jobs.Count + 1)
            return;
        live.Remove(execution.Record.Id);
        foreach (var stage in execution.Record.StageIds)
        {
            if (!live.Values.Any(other => other.Record.StageIds.Contains(stage)))
                stages.Remove(stage);
        }
    }

    private void AddUp(LiveExecution execution)
    {
        if (execution.Record.Values.Count > 0)
            return;
        var values = new Dictionary<long, List<long>>();
        var maxima = new Dictionary<long, MetricMaximum>();
        foreach (var metrics in setOrder(execution.Stages).Select(stages.GetValueOrDefault).OfType<StageMetrics>())
        {
            foreach (var (id, slots) in metrics.Values.Where(entry => execution.Kinds.ContainsKey(entry.Key)))
                ListOf(values, id).AddRange(slots);
            foreach (var (id, maximum) in metrics.Maxima)
            {
                if (!maxima.TryGetValue(id, out var known) || maximum.Value > known.Value)
                    maxima[id] = maximum;
            }
        }

        foreach (var (id, value) in execution.DriverUpdates.Where(update => execution.Kinds.ContainsKey(update.Id)))
        {
            if (values.ContainsKey(id) && maxima.TryGetValue(id, out var maximum) && value > maximum.Value)
                maxima.Remove(id);
            ListOf(values, id).Add(value);
        }

        foreach (var (id, all) in values)
        {
            var array = all.ToArray();
            var text = MetricText.Of(execution.Kinds[id], array, maxima.TryGetValue(id, out var maximum) ? maximum : null);
            execution.Record.Values[id] = new SqlMetricValue(text, array.Where(value => value > 0).Sum(), array.Max());
        }
    }

    private static List<long> ListOf(Dictionary<long, List<long>> values, long id)
    {
        if (!values.TryGetValue(id, out var list))
            values[id] = list = [];
        return list;
    }
}
