using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.VirtualKinds;

/// <summary>May somebody do this.</summary>
internal sealed class SubjectAccessReview : IVirtualKind
{
    public string Group => "authorization.k8s.io";

    public string Kind => nameof(SubjectAccessReview);

    public string Plural => "subjectaccessreviews";

    public JsonObject Review(JsonObject spec, UserInfo user, ApiServices services) => AccessReview.Status(spec, AccessReview.UserOf(spec), services);
}
