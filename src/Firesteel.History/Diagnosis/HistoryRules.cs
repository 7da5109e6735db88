using System.Collections.Immutable;
using Firesteel.History.Diagnosis.Rules;
using Firesteel.History.Store;

namespace Firesteel.History.Diagnosis;

/// <summary>Every rule on a finished run.</summary>
public static class HistoryRules
{
    public static ImmutableArray<IHistoryRule> All { get; } =
    [
        new FailedTasks(),
        new OutOfMemory(),
        new ExecutorLoss(),
        new Skew(),
        new Spill(),
        new GarbageCollection(),
        new PartitionCount(),
        new DriverBound(),
        new IdleExecutors(),
        new SlowCommit(),
    ];

    /// <summary>All findings, the most costly first.</summary>
    public static ImmutableArray<Finding> Check(ApplicationStore run) =>
        [.. All.SelectMany(rule => rule.Check(run)).OrderByDescending(finding => finding.Problem.Severity).ThenByDescending(finding => finding.LostMilliseconds)];
}
