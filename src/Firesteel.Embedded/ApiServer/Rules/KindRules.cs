using System.Collections.Immutable;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>The kinds with rules of their own. A kind without a line here has only its schema.</summary>
internal static class KindRules
{
    public static ImmutableArray<IKindRules> All(ServiceAddresses addresses, INamespaceContents contents, ApiServerOptions options) =>
    [
        new NamespaceRules(contents),
        new PodRules(options),
        new ServiceRules(addresses),
        new SecretRules(),
        new ConfigMapRules(),
        new NodeRules(),
        new EventRules(""),
        new EventRules("events.k8s.io"),
        new PersistentVolumeClaimRules(),
        new PersistentVolumeRules(),
        new DeploymentRules(),
        new ReplicaSetRules(),
        new StatefulSetRules(),
        new DaemonSetRules(),
        new JobRules(),
        new CronJobRules(),
        new RoleRules("roles"),
        new RoleRules("clusterroles"),
        new RoleBindingRules("rolebindings"),
        new RoleBindingRules("clusterrolebindings"),
        new CustomResourceDefinitionRules(),
    ];
}
