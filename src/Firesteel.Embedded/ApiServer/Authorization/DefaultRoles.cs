using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Authorization;

/// <summary>
/// Roles and bindings that every cluster has from its start. <c>admin</c>, <c>edit</c> and <c>view</c> hold what other roles add to them,
/// those of definitions too. Source: the default roles in Kubernetes' documentation of RBAC.
/// </summary>
internal static class DefaultRoles
{
    private static readonly string[] Read = ["get", "list", "watch"];
    private static readonly string[] Write = ["create", "delete", "deletecollection", "patch", "update"];
    private static readonly string[] ReadWrite = [.. Write, .. Read];
    private static readonly string[] PublicPaths = ["/healthz", "/livez", "/readyz", "/version", "/version/"];
    private static readonly string[] Apps = ["daemonsets", "deployments", "deployments/scale", "replicasets", "replicasets/scale", "statefulsets", "statefulsets/scale"];
    private static readonly string[] Workers = ["configmaps", "persistentvolumeclaims", "pods", "replicationcontrollers", "replicationcontrollers/scale", "serviceaccounts", "services"];

    public static ImmutableArray<JsonObject> Roles { get; } =
    [
        Role("cluster-admin", [], Rule(["*"], ["*"], ["*"]), Paths("*", "*")),
        Aggregated("admin", ["admin"]),
        Aggregated("edit", ["edit"], "admin"),
        Aggregated("view", ["view"], "edit"),
        Role("system:aggregate-to-admin", ["admin"],
            Rule(["authorization.k8s.io"], ["localsubjectaccessreviews"], ["create"]),
            Rule(["rbac.authorization.k8s.io"], ["rolebindings", "roles"], ReadWrite)),
        Role("system:aggregate-to-edit", ["edit"],
            Rule([""], ["pods/attach", "pods/exec", "pods/portforward", "pods/proxy", "secrets", "services/proxy"], Read),
            Rule([""], ["serviceaccounts"], ["impersonate"]),
            Rule([""], [.. Workers, "events", "pods/attach", "pods/exec", "pods/portforward", "pods/proxy", "secrets", "services/proxy"], Write),
            Rule([""], ["pods/eviction", "serviceaccounts/token"], ["create"]),
            Rule(["apps"], [.. Apps, "deployments/rollback"], Write),
            Rule(["autoscaling"], ["horizontalpodautoscalers"], Write),
            Rule(["batch"], ["cronjobs", "jobs"], Write),
            Rule(["policy"], ["poddisruptionbudgets"], Write),
            Rule(["networking.k8s.io"], ["ingresses", "networkpolicies"], Write),
            Rule(["coordination.k8s.io"], ["leases"], ReadWrite)),
        Role("system:aggregate-to-view", ["view"],
            Rule([""], [.. Workers, "endpoints", "persistentvolumeclaims/status", "services/status"], Read),
            Rule([""], ["bindings", "events", "limitranges", "namespaces", "namespaces/status", "pods/log", "pods/status", "replicationcontrollers/status", "resourcequotas", "resourcequotas/status"], Read),
            Rule(["discovery.k8s.io"], ["endpointslices"], Read),
            Rule(["apps"], [.. Apps, "controllerrevisions", "daemonsets/status", "deployments/status", "replicasets/status", "statefulsets/status"], Read),
            Rule(["autoscaling"], ["horizontalpodautoscalers", "horizontalpodautoscalers/status"], Read),
            Rule(["batch"], ["cronjobs", "cronjobs/status", "jobs", "jobs/status"], Read),
            Rule(["policy"], ["poddisruptionbudgets", "poddisruptionbudgets/status"], Read),
            Rule(["networking.k8s.io"], ["ingresses", "ingresses/status", "networkpolicies"], Read)),
        Role("system:auth-delegator", [],
            Rule(["authentication.k8s.io"], ["tokenreviews"], ["create"]),
            Rule(["authorization.k8s.io"], ["subjectaccessreviews"], ["create"])),
        Role("system:basic-user", [],
            Rule(["authorization.k8s.io"], ["selfsubjectaccessreviews", "selfsubjectrulesreviews"], ["create"]),
            Rule(["authentication.k8s.io"], ["selfsubjectreviews"], ["create"])),
        Role("system:discovery", [], Paths("get", ["/api", "/api/*", "/apis", "/apis/*", "/openapi", "/openapi/*", .. PublicPaths])),
        Role("system:public-info-viewer", [], Paths("get", PublicPaths)),
    ];

    public static ImmutableArray<JsonObject> Bindings { get; } =
    [
        Binding("cluster-admin", "system:masters"),
        Binding("system:basic-user", "system:authenticated"),
        Binding("system:discovery", "system:authenticated"),
        Binding("system:public-info-viewer", "system:authenticated", "system:unauthenticated"),
    ];

    private static JsonObject Role(string name, string[] aggregatedTo, params JsonObject[] rules)
    {
        var role = Bare("ClusterRole", name);
        foreach (var target in aggregatedTo)
            role["metadata"]!["labels"]![$"rbac.authorization.k8s.io/aggregate-to-{target}"] = "true";
        role["rules"] = new JsonArray([.. rules.Select(rule => (JsonNode)rule)]);
        return role;
    }

    /// <summary>A controller fills in its rules.</summary>
    private static JsonObject Aggregated(string name, string[] of, params string[] aggregatedTo)
    {
        var role = Role(name, aggregatedTo);
        role["aggregationRule"] = new JsonObject
        {
            ["clusterRoleSelectors"] = new JsonArray([.. of.Select(one => (JsonNode)new JsonObject { ["matchLabels"] = new JsonObject { [$"rbac.authorization.k8s.io/aggregate-to-{one}"] = "true" } })]),
        };
        return role;
    }

    private static JsonObject Binding(string role, params string[] groups)
    {
        var binding = Bare("ClusterRoleBinding", role);
        binding["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "ClusterRole", ["name"] = role };
        binding["subjects"] = new JsonArray([.. groups.Select(group => (JsonNode)new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "Group", ["name"] = group })]);
        return binding;
    }

    private static JsonObject Bare(string kind, string name) => new()
    {
        ["apiVersion"] = "rbac.authorization.k8s.io/v1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["labels"] = new JsonObject { ["kubernetes.io/bootstrapping"] = "rbac-defaults" },
            ["annotations"] = new JsonObject { ["rbac.authorization.kubernetes.io/autoupdate"] = "true" },
        },
    };

    private static JsonObject Rule(string[] groups, string[] resources, string[] verbs) => new() { ["apiGroups"] = List(groups), ["resources"] = List(resources), ["verbs"] = List(verbs) };

    private static JsonObject Paths(string verb, params string[] paths) => new() { ["nonResourceURLs"] = List(paths), ["verbs"] = List([verb]) };

    private static JsonArray List(string[] texts) => new([.. texts.Order(StringComparer.Ordinal).Select(text => (JsonNode)text)]);
}
