namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>Roles may have colons in their names.</summary>
internal sealed class RoleRules(string plural) : IKindRules
{
    public (string Group, string Plural) Resource => ("rbac.authorization.k8s.io", plural);

    public IEnumerable<string> NameErrors(string name, bool isPrefix) => ObjectNames.PathSegmentErrors(name, isPrefix);
}
