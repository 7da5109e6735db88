namespace Firesteel.Spark.Lifecycle;

/// <summary>A Kubernetes event about an application.</summary>
/// <param name="Reason">One word; kubeflow's reasons where it has one.</param>
public sealed record ApplicationEvent(bool IsWarning, string Reason, string Message);
