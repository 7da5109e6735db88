using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Patching;
using Firesteel.Embedded.ApiServer.Patching.Apply;
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
    /// <summary>Stands for a number that the object does not have.</summary>
    private const long Absent = int.MinValue;

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
        if (body.Text("apiVersion") is { Length: > 0 } version && version != ScaleOwnership.ScaleVersion)
            throw Statuses.BadRequest($"the API version in the data ({version}) does not match the expected API version ({ScaleOwnership.ScaleVersion})");
        if (Conform(request, body, options) is { } error)
            throw Statuses.BadRequest($"Scale in version \"v1\" cannot be handled as a Scale: {error}");
        ObjectUpdate.CheckName(request, body);
        return Write(request, options, _ => body, (live, next) => Tracked(request, options, live, next));
    }

    /// <summary>The result of a patch, typed.</summary>
    public static JsonObject Patched(ApiRequest request, JsonObject next, WriteOptions options)
    {
        var text = GoText.Json(next);
        if (next.Text("kind") != "Scale")
            throw Statuses.Invalid("", "", "", [Cause.Invalid("patch", text, $"no kind \"{next.Text("kind")}\" is registered for version \"{next.Text("apiVersion")}\" in scheme \"pkg/runtime/scheme.go:110\"")]);
        if (Conform(request, next, options) is { } error)
            throw Statuses.Invalid("", "", "", [Cause.Invalid("patch", text, error)]);
        ObjectUpdate.CheckName(request, next);
        return next;
    }

    /// <summary>The ownership of an update or patch of the Scale.</summary>
    public static JsonObject Tracked(ApiRequest request, WriteOptions options, JsonObject live, JsonObject next) => FieldManager.Update(
        live, next, options.FieldManager, ScaleOwnership.ScaleVersion, "scale", ScaleKind.Schema, request.Services.Time.GetUtcNow());

    /// <param name="change">The wanted Scale from the present one.</param>
    /// <param name="track">Gives the wanted Scale its managed fields, from the present and the wanted one.</param>
    public static ObjectAnswer Write(ApiRequest request, WriteOptions options, Func<JsonObject, JsonObject> change, Func<JsonObject, JsonObject, JsonObject> track)
    {
        var info = request.Kind.Info;
        var answer = ObjectUpdate.Update(request, "scale", options, live => Changed(request, live, change, track), (_, next) => next);
        return Answered(request, ScaleView.Of(info, (JsonObject)JsonNode.Parse(answer.Json.Span)!));
    }

    private static JsonObject Changed(ApiRequest request, JsonObject live, Func<JsonObject, JsonObject> change, Func<JsonObject, JsonObject, JsonObject> track)
    {
        var (kind, info) = (request.Kind, request.Kind.Info);
        var present = ScaleView.Of(info, live);
        var isAbsent = ScaleView.At(live, info.Scale!.SpecReplicas) is null;
        if (isAbsent)
            present["spec"] = new JsonObject { ["replicas"] = Absent };
        if (ScaleOwnership.ToScale(kind, live) is { } owners)
            present.Metadata()["managedFields"] = owners;
        var scale = track(present, change((JsonObject)present.DeepClone()));
        var replicas = (scale["spec"] as JsonObject)?.Number("replicas") ?? 0;
        if (replicas == Absent)
            throw Statuses.BadRequest($"the spec replicas field {GoText.Quote(info.Scale.SpecReplicas)} cannot be empty");
        if (replicas < 0 && !kind.IsCustom)
            throw Statuses.Invalid("autoscaling", "Scale", request.Path.Name, [Cause.InvalidText("spec.replicas", $"{replicas}", "must be greater than or equal to 0")]);
        if (new KubeObject(scale).Uid is { Length: > 0 } uid && uid != new KubeObject(live).Uid)
            throw UpdateOperation.WrongUid(request, uid, new KubeObject(live).Uid);
        ScaleView.SetReplicas(info, live, replicas);
        var metadata = live.Metadata();
        if (new KubeObject(scale).ResourceVersion is { Length: > 0 } version)
            metadata["resourceVersion"] = version;
        if (ScaleOwnership.ToItem(kind, live, scale) is { } entries)
            metadata["managedFields"] = entries;
        else
            metadata.Remove("managedFields");
        return live;
    }

    /// <summary>Reads it as Go reads the type; unknown fields are told of.</summary>
    private static string? Conform(ApiRequest request, JsonObject scale, WriteOptions options)
    {
        var (unknown, error) = TypedDecoding.Apply(ScaleKind.Schema, scale);
        if (error is not null)
            return error;
        if (unknown.Count > 0 && options.FieldValidation == FieldValidation.Strict)
            return $"strict decoding error: {string.Join(", ", unknown.Select(path => $"unknown field \"{path}\""))}";
        if (options.FieldValidation == FieldValidation.Warn)
        {
            foreach (var path in unknown)
                request.Warn($"unknown field \"{path}\"");
        }

        return null;
    }

    private static ObjectAnswer Answered(ApiRequest request, JsonObject scale) => new(200, ScaleKind.Of(request.Kind), CanonicalJson.Write(scale));
}
