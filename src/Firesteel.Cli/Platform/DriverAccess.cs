using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;

namespace Firesteel.Cli.Platform;

/// <summary>
/// What a driver needs to make and remove its executors, in the namespace <c>default</c>: the account and role that the chart makes.
/// Manifests that name no account run as the account <c>default</c>, which gets the role as well here; a cluster would refuse them.
/// </summary>
internal static class DriverAccess
{
    private const string Namespace = "default";
    private const string Role = "firesteel-spark";
    private static readonly ResourceType Roles = new("rbac.authorization.k8s.io", "v1", "roles", "Role");
    private static readonly ResourceType RoleBindings = new("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding");

    /// <summary>In the order in which they are created.</summary>
    public static ImmutableArray<(ResourceType Type, KubeObject Item)> All { get; } =
    [
        (ResourceTypes.ServiceAccounts, KubeObject.Of(ResourceTypes.ServiceAccounts, Namespace, EmbeddedPlatform.SparkAccount)),
        (Roles, With(Roles, ("rules", """
            [{"apiGroups": [""], "resources": ["pods", "configmaps", "services", "persistentvolumeclaims"],
              "verbs": ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"]}]
            """))),
        (RoleBindings, With(RoleBindings,
            ("roleRef", $$"""{"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "{{Role}}"}"""),
            ("subjects", $$"""
                [{"kind": "ServiceAccount", "name": "{{EmbeddedPlatform.SparkAccount}}", "namespace": "{{Namespace}}"},
                 {"kind": "ServiceAccount", "name": "default", "namespace": "{{Namespace}}"}]
                """))),
    ];

    private static KubeObject With(ResourceType type, params (string Field, string Value)[] fields)
    {
        var item = KubeObject.Of(type, Namespace, Role);
        foreach (var (field, value) in fields)
            item.Json[field] = JsonNode.Parse(value);
        return item;
    }
}
