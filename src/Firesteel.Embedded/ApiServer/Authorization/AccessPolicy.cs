using System.Collections.Frozen;
using System.Collections.Immutable;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Kube.Objects;

using Objects = System.Collections.Immutable.ImmutableSortedDictionary<string, Firesteel.Embedded.ApiServer.Storage.StoredObject>;

namespace Firesteel.Embedded.ApiServer.Authorization;

/// <summary>All roles and bindings at one moment, read once.</summary>
internal sealed class AccessPolicy
{
    private readonly FrozenDictionary<ObjectKey, ImmutableArray<AccessRule>> _roles;
    private readonly FrozenDictionary<string, ImmutableArray<AccessRule>> _clusterRoles;
    private readonly ILookup<string, AccessBinding> _bindings;

    public AccessPolicy(Objects roles, Objects clusterRoles, Objects roleBindings, Objects clusterRoleBindings)
    {
        _roles = roles.Values.ToFrozenDictionary(stored => stored.Key, stored => AccessRule.Of(stored.Parse()));
        _clusterRoles = clusterRoles.Values.ToFrozenDictionary(stored => stored.Key.Name, stored => AccessRule.Of(stored.Parse()), StringComparer.Ordinal);
        _bindings = clusterRoleBindings.Values.Concat(roleBindings.Values).Select(stored => AccessBinding.Of(stored.Parse())).ToLookup(binding => binding.Key.Namespace, StringComparer.Ordinal);
    }

    /// <summary>The rules that hold for a user: those of the cluster first, then those of the namespace.</summary>
    /// <param name="namespace">Empty for the scope of the cluster.</param>
    /// <param name="missing">Told of roles that are bound but not there.</param>
    public IEnumerable<(AccessRule Rule, AccessBinding Binding, string Subject)> RulesOf(UserInfo user, string @namespace, List<string> missing)
    {
        var bindings = @namespace.Length == 0 ? _bindings[""] : _bindings[""].Concat(_bindings[@namespace]);
        foreach (var binding in bindings)
        {
            if (binding.SubjectOf(user) is not { } subject)
                continue;
            var isCluster = binding.RoleKind == "ClusterRole";
            if (!(isCluster ? _clusterRoles.TryGetValue(binding.RoleName, out var rules) : _roles.TryGetValue(new(binding.Key.Namespace, binding.RoleName), out rules)))
            {
                missing.Add($"{(isCluster ? "clusterrole" : "role")}.rbac.authorization.k8s.io {Wire.GoText.Quote(binding.RoleName)} not found");
                continue;
            }

            foreach (var rule in rules)
                yield return (rule, binding, subject);
        }
    }
}
