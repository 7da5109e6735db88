using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.VirtualKinds;

/// <summary>What may I do (<c>kubectl auth can-i --list</c>).</summary>
internal sealed class SelfSubjectRulesReview : IVirtualKind
{
    public string Group => "authorization.k8s.io";

    public string Kind => nameof(SelfSubjectRulesReview);

    public string Plural => "selfsubjectrulesreviews";

    public JsonObject Review(JsonObject spec, UserInfo user, ApiServices services)
    {
        var (rules, missing) = services.Authorizer.RulesOf(user, spec.Text("namespace"));
        var status = new JsonObject
        {
            ["resourceRules"] = new JsonArray([.. rules.Where(rule => !rule.Resources.IsEmpty).Select(rule => (JsonNode)rule.ToJson())]),
            ["nonResourceRules"] = new JsonArray([.. rules.Where(rule => !rule.Paths.IsEmpty).Select(rule => (JsonNode)rule.ToJson())]),
            ["incomplete"] = missing.Length > 0,
        };
        if (missing.Length > 0)
            status["evaluationError"] = missing;
        return status;
    }
}
