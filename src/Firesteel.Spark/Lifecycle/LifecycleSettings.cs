using System.Collections.Immutable;

namespace Firesteel.Spark.Lifecycle;

/// <summary>Deadlines and limits of the state machine.</summary>
public sealed record LifecycleSettings
{
    /// <summary>How long a driver that was just created may be missing from what is observed.</summary>
    public TimeSpan DriverGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a driver may wait for its image or configuration.</summary>
    public TimeSpan DriverStartDeadline { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a driver may wait for a node.</summary>
    public TimeSpan SchedulingDeadline { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a driver's node may be out of reach.</summary>
    public TimeSpan UnknownDeadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an old driver may take to go; then it is deleted without grace, and after the same time again given up.</summary>
    public TimeSpan RemovalDeadline { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest pause between two attempts.</summary>
    public TimeSpan LongestRetryPause { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long an application that is over is kept when it does not say so itself; null for ever.</summary>
    public TimeSpan? DefaultTimeToLive { get; init; }

    /// <summary>
    /// How long an application that a task of Airflow's made is kept at least, however short its time to live: one that is gone before the task has seen
    /// its end and read its log is a failure to Airflow. A worker may be replaced meanwhile. (Airflow itself deletes what it has seen.)
    /// </summary>
    public TimeSpan KeptForAirflow { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Executors that the status names at most.</summary>
    public int MaxTrackedExecutors { get; init; } = 1000;

    /// <summary>Make a service for the driver's web UI.</summary>
    public bool UiService { get; init; } = true;

    public IngressSettings Ingress { get; init; } = new();

    /// <summary>Make the disruption budgets that applications ask for: each keeps a node from being drained while its driver runs.</summary>
    public bool DisruptionBudgets { get; init; } = true;

    /// <summary>For applications that name no scheduler at all.</summary>
    public string? DefaultBatchScheduler { get; init; }

    /// <summary>Schedulers with the coscheduling plugin, by name.</summary>
    public ImmutableArray<string> Coschedulers { get; init; } = [];

    /// <summary>The API's address as drivers see it.</summary>
    public string Master { get; init; } = Translation.SubmissionTarget.InCluster;
}
