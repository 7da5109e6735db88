using System.Collections.Immutable;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Storage;

namespace Firesteel.Embedded.ApiServer.Authorization;

/// <summary>Decides by the roles and bindings in the store. Its answers follow each change at once.</summary>
internal sealed class RoleAuthorizer(RevisionStore store)
{
    private const string Group = "rbac.authorization.k8s.io";
    private const string Masters = "system:masters";

    private readonly Collection _roles = store.Collection(Group, "roles");
    private readonly Collection _clusterRoles = store.Collection(Group, "clusterroles");
    private readonly Collection _roleBindings = store.Collection(Group, "rolebindings");
    private readonly Collection _clusterRoleBindings = store.Collection(Group, "clusterrolebindings");
    private Read? _read;

    public AccessDecision Decide(AccessRequest request)
    {
        if (request.User.Groups.Contains(Masters))
            return new(true, "");
        var missing = new List<string>();
        foreach (var (rule, binding, subject) in Policy().RulesOf(request.User, request.Namespace, missing))
        {
            if (rule.Allows(request))
                return new(true, $"RBAC: allowed by {binding.Describe(subject)}");
        }

        return new(false, missing.Count == 0 ? "" : $"RBAC: {Joined(missing)}");
    }

    /// <summary>What a user may do in a namespace, and what kept some roles from being read (empty for nothing).</summary>
    public (ImmutableArray<AccessRule> Rules, string Missing) RulesOf(UserInfo user, string @namespace)
    {
        var missing = new List<string>();
        ImmutableArray<AccessRule> rules = [.. Policy().RulesOf(user, @namespace, missing).Select(found => found.Rule)];
        return (rules, missing.Count == 0 ? "" : Joined(missing));
    }

    /// <summary>Objects of a kind are one immutable tree; the same tree is the same policy.</summary>
    private AccessPolicy Policy()
    {
        var read = Volatile.Read(ref _read);
        var (roles, clusterRoles, roleBindings, clusterRoleBindings) = (_roles.Objects, _clusterRoles.Objects, _roleBindings.Objects, _clusterRoleBindings.Objects);
        if (read is not null && ReferenceEquals(read.Roles, roles) && ReferenceEquals(read.ClusterRoles, clusterRoles)
            && ReferenceEquals(read.RoleBindings, roleBindings) && ReferenceEquals(read.ClusterRoleBindings, clusterRoleBindings))
            return read.Policy;
        read = new(roles, clusterRoles, roleBindings, clusterRoleBindings, new(roles, clusterRoles, roleBindings, clusterRoleBindings));
        Volatile.Write(ref _read, read);
        return read.Policy;
    }

    private static string Joined(List<string> texts) => texts.Distinct().ToList() is [var only] ? only : $"[{string.Join(", ", texts.Distinct())}]";

    private sealed record Read(object Roles, object ClusterRoles, object RoleBindings, object ClusterRoleBindings, AccessPolicy Policy);
}
