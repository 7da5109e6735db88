using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.VirtualKinds;

/// <summary>Who am I (<c>kubectl auth whoami</c>).</summary>
internal sealed class SelfSubjectReview : IVirtualKind
{
    public string Group => "authentication.k8s.io";

    public string Kind => nameof(SelfSubjectReview);

    public string Plural => "selfsubjectreviews";

    public JsonObject Review(JsonObject spec, UserInfo user, ApiServices services) => new() { ["userInfo"] = user.ToJson() };
}
