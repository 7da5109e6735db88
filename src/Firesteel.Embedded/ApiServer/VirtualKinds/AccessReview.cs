using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Authorization;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.VirtualKinds;

/// <summary>What the three reviews of an access have in common.</summary>
internal static class AccessReview
{
    public static JsonObject Status(JsonObject spec, UserInfo user, ApiServices services)
    {
        var decision = services.Authorizer.Decide(AccessRequest.Of(spec, user));
        var status = new JsonObject { ["allowed"] = decision.IsAllowed };
        if (decision.Reason.Length > 0)
            status["reason"] = decision.Reason;
        return status;
    }

    /// <summary>The user that a review is about, as it was given: nothing is added to its groups.</summary>
    public static UserInfo UserOf(JsonObject spec) => new(
        spec.Text("user"), spec.Text("uid"), [.. (spec["groups"] as JsonArray ?? []).OfType<JsonValue>().Select(group => group.ToString())],
        ImmutableDictionary<string, ImmutableArray<string>>.Empty);
}
