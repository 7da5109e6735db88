using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.VirtualKinds;

/// <summary>May somebody do this. See <see cref="SelfSubjectAccessReview"/>.</summary>
internal sealed class SubjectAccessReview : IVirtualKind
{
    public string Group => "authorization.k8s.io";

    public string Kind => nameof(SubjectAccessReview);

    public string Plural => "subjectaccessreviews";

    public JsonObject Review(JsonObject spec, UserInfo user, ApiServices services) =>
        new() { ["allowed"] = true, ["reason"] = "this server does not evaluate roles: a valid token may do everything" };
}
