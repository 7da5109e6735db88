using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.ApiServer.Authentication;

/// <summary>Makes and reads the tokens that pods and <c>kubectl create token</c> get.</summary>
internal sealed class ServiceAccountTokens(TokenSigner signer, TimeProvider time)
{
    public const string Issuer = "https://kubernetes.default.svc.cluster.local";

    /// <param name="pod">The pod that a token is bound to: it dies with the pod. Null for none.</param>
    public (string Token, DateTimeOffset Expires) Issue(KubeObject account, IReadOnlyList<string> audiences, TimeSpan lifetime, KubeObject? pod)
    {
        var now = time.GetUtcNow();
        var expires = now + lifetime;
        var bound = new JsonObject
        {
            ["namespace"] = account.Namespace,
            ["serviceaccount"] = new JsonObject { ["name"] = account.Name, ["uid"] = account.Uid },
        };
        if (pod is not null)
            bound["pod"] = new JsonObject { ["name"] = pod.Name, ["uid"] = pod.Uid };
        var claims = new JsonObject
        {
            ["aud"] = new JsonArray([.. audiences.Select(audience => (JsonNode)audience)]),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["iss"] = Issuer,
            ["jti"] = Guid.NewGuid().ToString(),
            ["kubernetes.io"] = bound,
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["sub"] = $"system:serviceaccount:{account.Namespace}:{account.Name}",
        };
        return (signer.Sign(claims), expires);
    }

    /// <param name="find">Looks up a service account or pod by plural name and key; null when it is gone.</param>
    /// <returns>Null when the token is not ours, expired, or what it is bound to is gone.</returns>
    public UserInfo? Authenticate(string token, Func<string, ObjectKey, KubeObject?> find)
    {
        if (signer.Verify(token) is not { } claims
            || (long?)claims["exp"] is not { } expiry || expiry <= time.GetUtcNow().ToUnixTimeSeconds()
            || claims["kubernetes.io"] is not JsonObject bound
            || (string?)bound["namespace"] is not { } space
            || bound["serviceaccount"] is not JsonObject account)
            return null;
        var key = new ObjectKey(space, (string?)account["name"] ?? "");
        var uid = (string?)account["uid"] ?? "";
        if (find("serviceaccounts", key)?.Uid != uid)
            return null;
        if (bound["pod"] is JsonObject pod && find("pods", new(space, (string?)pod["name"] ?? ""))?.Uid != (string?)pod["uid"])
            return null;
        var user = UserInfo.ServiceAccount(space, key.Name, uid);
        if (bound["pod"] is JsonObject podClaim)
        {
            user = user with
            {
                Extra = user.Extra
                    .Add("authentication.kubernetes.io/pod-name", [(string?)podClaim["name"] ?? ""])
                    .Add("authentication.kubernetes.io/pod-uid", [(string?)podClaim["uid"] ?? ""]),
            };
        }

        return user;
    }
}
