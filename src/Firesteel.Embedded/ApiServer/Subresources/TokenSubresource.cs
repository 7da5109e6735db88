using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>Mints a token of a service account: what <c>kubectl create token</c> and the node ask for.</summary>
internal sealed class TokenSubresource : ISubresource
{
    private const long ShortestSeconds = 600;
    private const long DefaultSeconds = 3600;

    public string Name => "token";

    public IReadOnlyList<string> Verbs => [Verb.Create];

    public (string Group, string Version, string Kind)? Type => ("authentication.k8s.io", "v1", "TokenRequest");

    public bool AppliesTo(string group, string plural) => group.Length == 0 && plural == "serviceaccounts";

    public async Task<Answer?> RunAsync(ApiRequest request)
    {
        var body = RequestBody.Decode(request.Request, await RequestBody.ReadAsync(request.Request).ConfigureAwait(false));
        var account = request.Services.Find("", "serviceaccounts", request.Key) ?? throw request.NotFound();
        var spec = body["spec"] as JsonObject ?? [];
        var seconds = spec.Number("expirationSeconds") ?? DefaultSeconds;
        if (seconds < ShortestSeconds)
        {
            throw Statuses.Invalid("authentication.k8s.io", "TokenRequest", "",
                [Cause.InvalidText("spec.expirationSeconds", seconds.ToString(), "may not specify a duration less than 10 minutes")]);
        }

        var audiences = spec.Texts("audiences");
        if (audiences.Count == 0)
            audiences = [ServiceAccountTokens.Issuer];
        var (token, expires) = request.Services.Tokens.Issue(account, audiences, TimeSpan.FromSeconds(seconds), Bound(request, spec));
        var answer = new JsonObject
        {
            ["kind"] = "TokenRequest",
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["metadata"] = new JsonObject { ["name"] = account.Name, ["namespace"] = account.Namespace, ["creationTimestamp"] = ObjectMetadata.Timestamp(request.Services.Time.GetUtcNow()) },
            ["spec"] = new JsonObject { ["audiences"] = new JsonArray([.. audiences.Select(audience => (JsonNode)audience)]), ["expirationSeconds"] = seconds },
            ["status"] = new JsonObject { ["token"] = token, ["expirationTimestamp"] = ObjectMetadata.Timestamp(expires) },
        };
        if (spec["boundObjectRef"] is { } bound)
            answer["spec"]!["boundObjectRef"] = bound.DeepClone();
        return new PlainAnswer(201, answer);
    }

    private static KubeObject? Bound(ApiRequest request, JsonObject spec)
    {
        if (spec["boundObjectRef"] is not JsonObject bound)
            return null;
        if (bound.Text("kind") != "Pod")
            throw Statuses.BadRequest("cannot bind token for serviceaccount to anything but a Pod");
        var name = bound.Text("name");
        var pod = request.Services.Find("", "pods", new(request.Path.Namespace, name)) ?? throw Statuses.NotFound("", "pods", name);
        if (bound.Text("uid") is { Length: > 0 } uid && uid != pod.Uid)
            throw Statuses.Conflict("", "Pod", name, $"the UID in the bound object reference ({uid}) does not match the UID in record. The object might have been deleted and then recreated");
        return pod;
    }
}
