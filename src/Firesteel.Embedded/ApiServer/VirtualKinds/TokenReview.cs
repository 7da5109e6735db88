using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.VirtualKinds;

/// <summary>Whose token is this.</summary>
internal sealed class TokenReview : IVirtualKind
{
    public string Group => "authentication.k8s.io";

    public string Kind => nameof(TokenReview);

    public string Plural => "tokenreviews";

    public JsonObject Review(JsonObject spec, UserInfo user, ApiServices services)
    {
        if (services.Authenticator.Authenticate(spec.Text("token")) is { } owner)
            return new() { ["authenticated"] = true, ["user"] = owner.ToJson(), ["audiences"] = new JsonArray(ServiceAccountTokens.Issuer) };
        return new() { ["user"] = new JsonObject(), ["error"] = "invalid bearer token" };
    }
}
