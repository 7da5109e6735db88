namespace Firesteel.Spark.Lifecycle;

/// <summary>Where a driver is, judged by its Spark container rather than by the pod alone.</summary>
internal enum DriverPhase
{
    Pending,
    Running,
    Succeeded,
    Failed,
    Unknown,
}
