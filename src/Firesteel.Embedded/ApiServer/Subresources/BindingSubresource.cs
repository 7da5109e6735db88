using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>Gives a pod to a node: the only way <c>spec.nodeName</c> is set after creation.</summary>
internal sealed class BindingSubresource : ISubresource
{
    public string Name => "binding";

    public IReadOnlyList<string> Verbs => [Verb.Create];

    public (string Group, string Version, string Kind)? Type => ("", "v1", "Binding");

    public bool AppliesTo(string group, string plural) => group.Length == 0 && plural == "pods";

    public async Task<Answer?> RunAsync(ApiRequest request)
    {
        var options = WriteOptions.Parse(request.Request, "CreateOptions");
        var body = RequestBody.Decode(request.Request, await RequestBody.ReadAsync(request.Request).ConfigureAwait(false));
        var node = (body["target"] as JsonObject)?.Text("name") ?? "";
        if (node.Length == 0)
            throw Statuses.Invalid("", "Binding", request.Path.Name, [Cause.Required("target.name")]);
        ObjectUpdate.Update(request, Name, options, pod =>
        {
            var spec = pod["spec"] as JsonObject ?? [];
            if (pod.Metadata().ContainsKey("deletionTimestamp"))
                throw Statuses.Conflict("", "pods/binding", request.Path.Name, $"pod {request.Path.Name} is being deleted, cannot be assigned to a host");
            if (spec.Text("nodeName") is { Length: > 0 } present)
                throw Statuses.Conflict("", "pods/binding", request.Path.Name, $"pod {request.Path.Name} is already assigned to node \"{present}\"");
            spec["nodeName"] = node;
            var status = pod["status"] as JsonObject ?? [];
            pod["status"] = status.Parent is null ? status : pod["status"];
            var conditions = status["conditions"] as JsonArray ?? [];
            if (conditions.Parent is null)
                status["conditions"] = conditions;
            foreach (var old in conditions.OfType<JsonObject>().Where(one => one.Text("type") == "PodScheduled").ToList())
                conditions.Remove(old);
            conditions.Add((JsonNode)new JsonObject
            {
                ["type"] = "PodScheduled",
                ["status"] = "True",
                ["lastProbeTime"] = null,
                ["lastTransitionTime"] = ObjectMetadata.Timestamp(request.Services.Time.GetUtcNow()),
            });
            return pod;
        });
        return new PlainAnswer(201, new() { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["code"] = 201 });
    }
}
