using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.VirtualKinds;

/// <summary>May somebody do this in a namespace.</summary>
internal sealed class LocalSubjectAccessReview : IVirtualKind
{
    public string Group => "authorization.k8s.io";

    public string Kind => nameof(LocalSubjectAccessReview);

    public string Plural => "localsubjectaccessreviews";

    public bool Namespaced => true;

    public JsonObject Review(JsonObject spec, UserInfo user, ApiServices services) => AccessReview.Status(spec, AccessReview.UserOf(spec), services);
}
