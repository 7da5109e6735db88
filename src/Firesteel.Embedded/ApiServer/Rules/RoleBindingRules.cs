using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>The role of a binding cannot change; groups of subjects and roles have defaults.</summary>
internal sealed class RoleBindingRules(string plural) : IKindRules
{
    private const string RbacGroup = "rbac.authorization.k8s.io";

    public (string Group, string Plural) Resource => (RbacGroup, plural);

    public List<string> NameErrors(string name) => Names.PathSegment(name);

    public IEnumerable<Cause> Validate(JsonObject item, JsonObject? old, RuleContext context)
    {
        if (old is not null && !JsonNode.DeepEquals(item["roleRef"], old["roleRef"]))
            yield return Cause.InvalidText("roleRef", Wire.GoText.Json(item["roleRef"]), "cannot change roleRef");
    }

    public void Default(JsonObject item)
    {
        if (item["roleRef"] is JsonObject role && role.Text("apiGroup").Length == 0)
            role["apiGroup"] = RbacGroup;
        foreach (var subject in (item["subjects"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (subject["apiGroup"] is null && subject.Text("kind") is "User" or "Group")
                subject["apiGroup"] = RbacGroup;
        }
    }
}
