namespace Firesteel.Spark.Lifecycle.Changes;

/// <summary>Something to do to the cluster. Doing it twice is doing it once.</summary>
public abstract record Change;
