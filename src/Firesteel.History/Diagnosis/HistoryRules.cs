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

    /// <summary>More of one kind tell nothing new: a rule gives its most costly ones.</summary>
    private const int PerRule = 5;

    /// <summary>Findings, the most severe and costly first.</summary>
    public static ImmutableArray<Finding> Check(ApplicationStore run) =>
        [.. All.SelectMany(rule => rule.Check(run).OrderByDescending(finding => finding.LostMilliseconds).Take(PerRule)).OrderByDescending(finding => finding.Problem.Severity).ThenByDescending(finding => finding.LostMilliseconds)];
}
