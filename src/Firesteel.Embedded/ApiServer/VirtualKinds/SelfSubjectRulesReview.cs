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

    public JsonObject Review(JsonObject spec, UserInfo user, ApiServices services) => new()
    {
        ["resourceRules"] = new JsonArray(new JsonObject { ["verbs"] = new JsonArray("*"), ["apiGroups"] = new JsonArray("*"), ["resources"] = new JsonArray("*") }),
        ["nonResourceRules"] = new JsonArray(new JsonObject { ["verbs"] = new JsonArray("*"), ["nonResourceURLs"] = new JsonArray("*") }),
        ["incomplete"] = false,
    };
}
