using System.Collections.Immutable;
using Firesteel.Embedded.ApiServer.Kinds.Columns;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Kinds;

/// <summary>The kinds every cluster has. A new kind is a row.</summary>
public static class BuiltInKinds
{
    private static readonly ScalePaths WorkloadScale = new(".spec.replicas", ".status.replicas", ".spec.selector");
    private static readonly Lazy<ImmutableArray<KindInfo>> Rows = new(Build);

    public static ImmutableArray<KindInfo> All => Rows.Value;

    public static KindInfo? Find(string apiVersion, string kind) =>
        All.FirstOrDefault(row => row.Kind == kind && row.ApiVersion == apiVersion);

    private static ImmutableArray<KindInfo> Build() =>
    [
        Cluster("", "v1", "ComponentStatus", "componentstatuses", "cs"),
        Cluster("", "v1", "Namespace", "namespaces", "ns") with { Subresources = ["finalize", "status"], Columns = CoreColumns.Namespace },
        Cluster("", "v1", "Node", "nodes", "no") with { Subresources = ["proxy", "status"], Columns = NodeColumns.All },
        Cluster("", "v1", "PersistentVolume", "persistentvolumes", "pv") with { Subresources = ["status"], Columns = StorageColumns.PersistentVolume },
        Row("", "v1", "ConfigMap", "configmaps", "cm") with { Columns = CoreColumns.ConfigMap },
        Row("", "v1", "Endpoints", "endpoints", "ep") with { Singular = "endpoints", Columns = ServiceColumns.Endpoints },
        Row("", "v1", "Event", "events", "ev") with { Columns = EventColumns.All },
        Row("", "v1", "LimitRange", "limitranges", "limits") with { Columns = DefaultColumns.Plain },
        Row("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", "pvc") with { Subresources = ["status"], Columns = StorageColumns.PersistentVolumeClaim },
        Row("", "v1", "Pod", "pods", "po") with
        {
            Categories = ["all"],
            Subresources = ["attach", "binding", "ephemeralcontainers", "eviction", "exec", "log", "portforward", "proxy", "resize", "status"],
            Columns = PodColumns.All,
            HasGeneration = true,
        },
        Row("", "v1", "PodTemplate", "podtemplates") with { Columns = CoreColumns.PodTemplate, HasGeneration = true },
        Row("", "v1", "ReplicationController", "replicationcontrollers", "rc") with
        {
            Categories = ["all"],
            Subresources = ["scale", "status"],
            Scale = new(".spec.replicas", ".status.replicas", ".spec.selector"),
            Columns = WorkloadColumns.ReplicationController,
            HasGeneration = true,
        },
        Row("", "v1", "ResourceQuota", "resourcequotas", "quota") with { Subresources = ["status"], Columns = CoreColumns.ResourceQuota },
        Row("", "v1", "Secret", "secrets") with { Columns = CoreColumns.Secret },
        Row("", "v1", "Service", "services", "svc") with { Categories = ["all"], Subresources = ["proxy", "status"], Columns = ServiceColumns.All },
        Row("", "v1", "ServiceAccount", "serviceaccounts", "sa") with { Subresources = ["token"], Columns = CoreColumns.ServiceAccount },

        Row("apps", "v1", "ControllerRevision", "controllerrevisions") with { Columns = WorkloadColumns.ControllerRevision },
        Row("apps", "v1", "DaemonSet", "daemonsets", "ds") with
        {
            Categories = ["all"], Subresources = ["status"], Columns = WorkloadColumns.DaemonSet, HasGeneration = true,
        },
        Row("apps", "v1", "Deployment", "deployments", "deploy") with
        {
            Categories = ["all"], Subresources = ["scale", "status"], Scale = WorkloadScale, Columns = WorkloadColumns.Deployment, HasGeneration = true,
        },
        Row("apps", "v1", "ReplicaSet", "replicasets", "rs") with
        {
            Categories = ["all"], Subresources = ["scale", "status"], Scale = WorkloadScale, Columns = WorkloadColumns.ReplicaSet, HasGeneration = true,
        },
        Row("apps", "v1", "StatefulSet", "statefulsets", "sts") with
        {
            Categories = ["all"], Subresources = ["scale", "status"], Scale = WorkloadScale, Columns = WorkloadColumns.StatefulSet, HasGeneration = true,
        },

        Row("batch", "v1", "CronJob", "cronjobs", "cj") with { Categories = ["all"], Subresources = ["status"], Columns = BatchColumns.CronJob, HasGeneration = true },
        Row("batch", "v1", "Job", "jobs") with { Categories = ["all"], Subresources = ["status"], Columns = BatchColumns.Job, HasGeneration = true },

        Row("autoscaling", "v1", "HorizontalPodAutoscaler", "horizontalpodautoscalers", "hpa") with
        {
            Categories = ["all"], Subresources = ["status"], Columns = WorkloadColumns.HorizontalPodAutoscaler,
        },
        Row("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", "hpa") with
        {
            Categories = ["all"], Subresources = ["status"], Columns = WorkloadColumns.HorizontalPodAutoscaler,
        },
        Row("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", "pdb") with
        {
            Subresources = ["status"], Columns = WorkloadColumns.PodDisruptionBudget, HasGeneration = true,
        },

        Row("networking.k8s.io", "v1", "Ingress", "ingresses", "ing") with { Subresources = ["status"], Columns = NetworkingColumns.Ingress, HasGeneration = true },
        Cluster("networking.k8s.io", "v1", "IngressClass", "ingressclasses") with { Columns = NetworkingColumns.IngressClass, HasGeneration = true },
        Row("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", "netpol") with { Columns = NetworkingColumns.NetworkPolicy, HasGeneration = true },
        Cluster("networking.k8s.io", "v1", "IPAddress", "ipaddresses", "ip") with { Columns = NetworkingColumns.IpAddress },
        Cluster("networking.k8s.io", "v1", "ServiceCIDR", "servicecidrs") with { Subresources = ["status"], Columns = NetworkingColumns.ServiceCidr },

        Cluster("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles") with { Columns = DefaultColumns.Plain },
        Cluster("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings") with { Columns = RbacColumns.Binding },
        Row("rbac.authorization.k8s.io", "v1", "Role", "roles") with { Columns = DefaultColumns.Plain },
        Row("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings") with { Columns = RbacColumns.Binding },

        Cluster("storage.k8s.io", "v1", "CSIDriver", "csidrivers") with { Columns = StorageColumns.CsiDriver },
        Cluster("storage.k8s.io", "v1", "CSINode", "csinodes") with { Columns = StorageColumns.CsiNode },
        Row("storage.k8s.io", "v1", "CSIStorageCapacity", "csistoragecapacities") with { Columns = StorageColumns.CsiStorageCapacity },
        Cluster("storage.k8s.io", "v1", "StorageClass", "storageclasses", "sc") with { Columns = StorageColumns.StorageClass },
        Cluster("storage.k8s.io", "v1", "VolumeAttachment", "volumeattachments") with { Subresources = ["status"], Columns = StorageColumns.VolumeAttachment },
        Cluster("storage.k8s.io", "v1", "VolumeAttributesClass", "volumeattributesclasses", "vac") with { Columns = StorageColumns.VolumeAttributesClass },

        Row("coordination.k8s.io", "v1", "Lease", "leases") with { Columns = CoreColumns.Lease },
        Row("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices") with { Columns = ServiceColumns.EndpointSlice, HasGeneration = true },
        Row("events.k8s.io", "v1", "Event", "events", "ev") with { Columns = EventColumns.All },
        Cluster("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", "pc") with { Columns = ClusterColumns.PriorityClass, HasGeneration = true },
        Cluster("node.k8s.io", "v1", "RuntimeClass", "runtimeclasses") with { Columns = ClusterColumns.RuntimeClass },

        Cluster("admissionregistration.k8s.io", "v1", "MutatingWebhookConfiguration", "mutatingwebhookconfigurations") with
        {
            Categories = ["api-extensions"], Columns = ClusterColumns.WebhookConfiguration, HasGeneration = true,
        },
        Cluster("admissionregistration.k8s.io", "v1", "ValidatingWebhookConfiguration", "validatingwebhookconfigurations") with
        {
            Categories = ["api-extensions"], Columns = ClusterColumns.WebhookConfiguration, HasGeneration = true,
        },
        Cluster("admissionregistration.k8s.io", "v1", "ValidatingAdmissionPolicy", "validatingadmissionpolicies") with
        {
            Categories = ["api-extensions"], Subresources = ["status"], Columns = ClusterColumns.AdmissionPolicy, HasGeneration = true,
        },
        Cluster("admissionregistration.k8s.io", "v1", "ValidatingAdmissionPolicyBinding", "validatingadmissionpolicybindings") with
        {
            Categories = ["api-extensions"], Columns = ClusterColumns.AdmissionPolicyBinding, HasGeneration = true,
        },
        Cluster("certificates.k8s.io", "v1", "CertificateSigningRequest", "certificatesigningrequests", "csr") with
        {
            Subresources = ["approval", "status"], Columns = ClusterColumns.CertificateSigningRequest,
        },
        Cluster("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", "crd", "crds") with
        {
            Categories = ["api-extensions"], Subresources = ["status"], Columns = DefaultColumns.Plain, HasGeneration = true,
        },
        Cluster("flowcontrol.apiserver.k8s.io", "v1", "FlowSchema", "flowschemas") with { Subresources = ["status"], Columns = ClusterColumns.FlowSchema, HasGeneration = true },
        Cluster("flowcontrol.apiserver.k8s.io", "v1", "PriorityLevelConfiguration", "prioritylevelconfigurations") with
        {
            Subresources = ["status"], Columns = ClusterColumns.PriorityLevel, HasGeneration = true,
        },
    ];

    private static KindInfo Row(string group, string version, string kind, string plural, params string[] shortNames) => new()
    {
        Group = group,
        Version = version,
        Kind = kind,
        Plural = plural,
        Singular = kind.ToLowerInvariant(),
        ShortNames = [.. shortNames],
        Columns = DefaultColumns.All,
        Schema = BuiltInSchemas.OfKind(group.Length == 0 ? version : $"{group}/{version}", kind),
        BuiltIn = true,
    };

    private static KindInfo Cluster(string group, string version, string kind, string plural, params string[] shortNames) =>
        Row(group, version, kind, plural, shortNames) with { Namespaced = false };
}
