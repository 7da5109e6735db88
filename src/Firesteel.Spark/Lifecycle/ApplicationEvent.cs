namespace Firesteel.Spark.Lifecycle;

/// <summary>A Kubernetes event about an application.</summary>
/// <param name="IsWarning">As kubeflow's where it tells the same, so that what watches for warnings goes on seeing them.</param>
/// <param name="Reason">One word; kubeflow's reasons where it has one.</param>
public sealed record ApplicationEvent(bool IsWarning, string Reason, string Message);
