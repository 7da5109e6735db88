namespace Firesteel.History.Replay.Handlers.Sql;

/// <summary>The largest value of a metric and the task that reported it.</summary>
internal readonly record struct MetricMaximum(long Value, int StageId, int Attempt, long TaskId);
