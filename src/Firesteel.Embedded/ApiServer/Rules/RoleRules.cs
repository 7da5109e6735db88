using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>Roles may have colons in their names.</summary>
internal sealed class RoleRules(string plural) : IKindRules
{
    public (string Group, string Plural) Resource => ("rbac.authorization.k8s.io", plural);

    public List<string> NameErrors(string name) => Names.PathSegment(name);
}
