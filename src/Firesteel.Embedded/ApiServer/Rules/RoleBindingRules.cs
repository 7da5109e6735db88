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

    public IEnumerable<string> NameErrors(string name, bool isPrefix) => ObjectNames.PathSegmentErrors(name, isPrefix);

    public void PrepareCreate(JsonObject item, RuleContext context) => Defaults(item);

    public void PrepareUpdate(JsonObject item, JsonObject old, string subresource, RuleContext context) => Defaults(item);

    public IEnumerable<Cause> Validate(JsonObject item, JsonObject? old, RuleContext context)
    {
        if (old is not null && !JsonNode.DeepEquals(item["roleRef"], old["roleRef"]))
            yield return Cause.InvalidText("roleRef", Wire.GoText.Json(item["roleRef"]), "cannot change roleRef");
    }

    private static void Defaults(JsonObject item)
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
