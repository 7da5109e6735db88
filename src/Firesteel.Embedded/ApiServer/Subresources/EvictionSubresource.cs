using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>A polite deletion of a pod. Disruption budgets are not counted here: there is one node, and nothing else that could run the pod.</summary>
internal sealed class EvictionSubresource : ISubresource
{
    public string Name => "eviction";

    public IReadOnlyList<string> Verbs => [Verb.Create];

    public (string Group, string Version, string Kind)? Type => ("policy", "v1", "Eviction");

    public bool AppliesTo(string group, string plural) => group.Length == 0 && plural == "pods";

    public async Task<Answer?> RunAsync(ApiRequest request)
    {
        var body = RequestBody.Decode(request.Request, await RequestBody.ReadAsync(request.Request).ConfigureAwait(false));
        var asked = body["deleteOptions"] as JsonObject ?? [];
        var preconditions = asked["preconditions"] as JsonObject ?? [];
        var options = new DeleteOptions(asked.Number("gracePeriodSeconds"), asked.Text("propagationPolicy"),
            asked.Texts("dryRun").Count > 0 || request.Request.Query.ContainsKey("dryRun"), preconditions.Text("uid"), preconditions.Text("resourceVersion"));
        ObjectDeletion.Delete(request, request.Key, options);
        return new PlainAnswer(201, new() { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["code"] = 201 });
    }
}
