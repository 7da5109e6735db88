using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Storage;
using Firesteel.Embedded.ApiServer.Wire;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>An object seen as a number of replicas.</summary>
internal sealed class ScaleSubresource : ISubresource
{
    public string Name => "scale";

    public IReadOnlyList<string> Verbs => [Verb.Get, Verb.Patch, Verb.Update];

    public (string Group, string Version, string Kind)? Type => ("autoscaling", "v1", "Scale");

    public async Task<Answer?> RunAsync(ApiRequest request)
    {
        if (request.Verb == Verb.Get)
        {
            var stored = request.Services.Store.Find(request.Kind.Collection, request.Key) ?? throw request.NotFound();
            return Answered(request, ScaleView.Of(request.Kind.Info, request.Kind.TreeOf(stored)));
        }

        if (request.Verb == Verb.Patch)
            return await PatchOperation.RunScaleAsync(request).ConfigureAwait(false);
        var options = WriteOptions.Parse(request.Request, "UpdateOptions");
        var body = RequestBody.Decode(request.Request, await RequestBody.ReadAsync(request.Request).ConfigureAwait(false));
        if (body.Text("kind") is not ("" or "Scale"))
            throw Statuses.BadRequest($"wrong object passed to Scale update: {GoText.Json(body)}");
        ObjectUpdate.CheckName(request, body);
        return Write(request, options, _ => body);
    }

    /// <param name="change">The wanted Scale from the present one.</param>
    public static ObjectAnswer Write(ApiRequest request, WriteOptions options, Func<JsonObject, JsonObject> change)
    {
        var info = request.Kind.Info;
        var answer = ObjectUpdate.Update(request, "scale", options, live =>
        {
            var scale = change(ScaleView.Of(info, live));
            Check(request, scale);
            var version = new KubeObject(scale).ResourceVersion;
            if (version is not ("" or "0") && version != new KubeObject(live).ResourceVersion)
                throw Statuses.Stale(info.Group, info.Plural, request.Path.Name);
            var uid = new KubeObject(scale).Uid;
            if (uid.Length > 0 && uid != new KubeObject(live).Uid)
            {
                throw Statuses.Conflict(info.Group, info.Plural, request.Path.Name,
                    $"Precondition failed: UID in precondition: {uid}, UID in object meta: {new KubeObject(live).Uid}");
            }

            ScaleView.SetReplicas(info, live, (scale["spec"] as JsonObject)?.Number("replicas") ?? 0);
            return live;
        });
        return Answered(request, ScaleView.Of(info, (JsonObject)JsonNode.Parse(answer.Json.Span)!));
    }

    private static ObjectAnswer Answered(ApiRequest request, JsonObject scale) => new(200, ScaleKind.Of(request.Kind), CanonicalJson.Write(scale));

    private static void Check(ApiRequest request, JsonObject scale)
    {
        var replicas = (scale["spec"] as JsonObject)?.Number("replicas") ?? 0;
        if (replicas < 0)
            throw Statuses.Invalid("autoscaling", "Scale", request.Path.Name, [Cause.InvalidText("spec.replicas", replicas.ToString(), "must be greater than or equal to 0")]);
    }
}
