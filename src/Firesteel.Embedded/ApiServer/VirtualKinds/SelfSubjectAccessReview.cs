using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.VirtualKinds;

/// <summary>May I do this. Roles are stored but not evaluated here: whoever has a token may do everything.</summary>
internal sealed class SelfSubjectAccessReview : IVirtualKind
{
    public string Group => "authorization.k8s.io";

    public string Kind => nameof(SelfSubjectAccessReview);

    public string Plural => "selfsubjectaccessreviews";

    public JsonObject Review(JsonObject spec, UserInfo user, ApiServices services) =>
        new() { ["allowed"] = true, ["reason"] = "this server does not evaluate roles: a valid token may do everything" };
}
