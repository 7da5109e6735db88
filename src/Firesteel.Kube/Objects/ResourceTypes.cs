namespace Firesteel.Kube.Objects;

/// <summary>The kinds that Firesteel's own clients touch. A server's table of built-in kinds is its own affair.</summary>
public static class ResourceTypes
{
    public static ResourceType Namespaces { get; } = new("", "v1", "namespaces", "Namespace", Namespaced: false);
    public static ResourceType Nodes { get; } = new("", "v1", "nodes", "Node", Namespaced: false);
    public static ResourceType Pods { get; } = new("", "v1", "pods", "Pod");
    public static ResourceType Services { get; } = new("", "v1", "services", "Service");
    public static ResourceType Endpoints { get; } = new("", "v1", "endpoints", "Endpoints");
    public static ResourceType ConfigMaps { get; } = new("", "v1", "configmaps", "ConfigMap");
    public static ResourceType Secrets { get; } = new("", "v1", "secrets", "Secret");
    public static ResourceType ServiceAccounts { get; } = new("", "v1", "serviceaccounts", "ServiceAccount");
    public static ResourceType PersistentVolumeClaims { get; } = new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim");
    public static ResourceType CoreEvents { get; } = new("", "v1", "events", "Event");
    public static ResourceType Deployments { get; } = new("apps", "v1", "deployments", "Deployment");
    public static ResourceType ReplicaSets { get; } = new("apps", "v1", "replicasets", "ReplicaSet");
    public static ResourceType StatefulSets { get; } = new("apps", "v1", "statefulsets", "StatefulSet");
    public static ResourceType DaemonSets { get; } = new("apps", "v1", "daemonsets", "DaemonSet");
    public static ResourceType Jobs { get; } = new("batch", "v1", "jobs", "Job");
    public static ResourceType CronJobs { get; } = new("batch", "v1", "cronjobs", "CronJob");
    public static ResourceType Leases { get; } = new("coordination.k8s.io", "v1", "leases", "Lease");
    public static ResourceType Ingresses { get; } = new("networking.k8s.io", "v1", "ingresses", "Ingress");
    public static ResourceType PodDisruptionBudgets { get; } = new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget");
    public static ResourceType CustomResourceDefinitions { get; } =
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", Namespaced: false);
    public static ResourceType SparkApplications { get; } = new("sparkoperator.k8s.io", "v1beta2", "sparkapplications", "SparkApplication");
    public static ResourceType ScheduledSparkApplications { get; } =
        new("sparkoperator.k8s.io", "v1beta2", "scheduledsparkapplications", "ScheduledSparkApplication");
    public static ResourceType SparkConnects { get; } = new("sparkoperator.k8s.io", "v1alpha1", "sparkconnects", "SparkConnect");
}
