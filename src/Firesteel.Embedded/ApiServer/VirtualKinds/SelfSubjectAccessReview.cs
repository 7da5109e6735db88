using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.VirtualKinds;

/// <summary>May I do this (<c>kubectl auth can-i</c>).</summary>
internal sealed class SelfSubjectAccessReview : IVirtualKind
{
    public string Group => "authorization.k8s.io";

    public string Kind => nameof(SelfSubjectAccessReview);

    public string Plural => "selfsubjectaccessreviews";

    public JsonObject Review(JsonObject spec, UserInfo user, ApiServices services) => AccessReview.Status(spec, user, services);
}
