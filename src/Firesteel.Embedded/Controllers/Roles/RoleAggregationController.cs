using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Selectors;
using Firesteel.Embedded.Controllers.Hosting;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Queueing;
using Firesteel.Kube.Watching;

namespace Firesteel.Embedded.Controllers.Roles;

/// <summary>A cluster role that aggregates others holds their rules: so a chart's role for its own kind becomes part of <c>view</c>.</summary>
internal sealed class RoleAggregationController(IKubeClient client) : IController
{
    private static readonly ResourceType ClusterRoles = new("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", Namespaced: false);
    private Informer? _roles;

    /// <summary>Any role may be part of any aggregate; there are few of both.</summary>
    public void Watch(SharedInformers informers, WorkQueue<WorkKey> queue) => _roles = informers.Watch(ClusterRoles, change =>
    {
        foreach (var role in _roles?.All.Where(Aggregates) ?? [])
            queue.Add(new(role.Key));
        if (Aggregates(change.Object))
            queue.Add(new(change.Key));
    });

    public async Task ReconcileAsync(WorkKey key, WorkQueue<WorkKey> queue, CancellationToken stop)
    {
        if (_roles!.Find(key.Key) is not { IsBeingDeleted: false } role || !Aggregates(role))
            return;
        var rules = Rules(role, _roles.All);
        if (JsonNode.DeepEquals(rules, role.Json["rules"] as JsonArray ?? []))
            return;
        try
        {
            // Only what was seen is replaced: a role that changed meanwhile comes back by itself.
            var patch = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = role.ResourceVersion }, ["rules"] = rules };
            await client.PatchAsync(ClusterRoles, role.Key, new Patch(PatchType.Merge, patch, "clusterrole-aggregation-controller"), stop: stop);
        }
        catch (KubeException late) when (late.IsConflict || late.IsNotFound)
        {
            // Its next change is on its way.
        }
    }

    /// <summary>Each rule once, those of roles in the order of their names.</summary>
    internal static JsonArray Rules(KubeObject role, IEnumerable<KubeObject> roles)
    {
        var rules = new List<JsonNode>();
        var selectors = role.Json.Object("aggregationRule").Items("clusterRoleSelectors").Select(selector => LabelSelector.Parse(LabelSelector.TextOf(selector))).ToList();
        foreach (var part in roles.Where(part => part.Name != role.Name && selectors.Exists(selector => selector.Matches(Labels(part)))).OrderBy(part => part.Name, StringComparer.Ordinal))
        {
            foreach (var rule in part.Json.Items("rules").Where(rule => !rules.Exists(known => JsonNode.DeepEquals(known, rule))))
                rules.Add(rule.DeepClone());
        }

        return new([.. rules]);
    }

    private static Dictionary<string, string> Labels(KubeObject part) =>
        (part.Metadata.Object("labels") ?? []).ToDictionary(label => label.Key, label => label.Value?.ToString() ?? "", StringComparer.Ordinal);

    private static bool Aggregates(KubeObject role) => role.Json["aggregationRule"] is JsonObject;
}
