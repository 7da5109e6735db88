using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Patching;
using Firesteel.Embedded.ApiServer.Patching.Apply;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Subresources;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>PATCH in its four kinds, told apart by the content type.</summary>
internal sealed class PatchOperation : IOperation
{
    private const string Json = "application/json-patch+json";
    private const string Merge = "application/merge-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";
    private const string ApplyYaml = "application/apply-patch+yaml";

    public string Verb => Requests.Verb.Patch;

    public async Task<Answer?> RunAsync(ApiRequest request) => await RunAsync(request, "").ConfigureAwait(false);

    public static async Task<Answer> RunAsync(ApiRequest request, string subresource)
    {
        if (request.Path.Name.Length == 0)
            throw Statuses.BadRequest("name must be provided");
        var type = TypeOf(request);
        var options = WriteOptions.Parse(request.Request, "PatchOptions", type == ApplyYaml);
        var body = await RequestBody.ReadAsync(request.Request).ConfigureAwait(false);
        try
        {
            if (type == ApplyYaml)
                return Apply(request, subresource, options, body);
            var patch = PatchBody.Parse(body);
            return ObjectUpdate.Update(request, subresource, options, live => Patched(request, type, patch, live, options));
        }
        catch (PatchException e)
        {
            throw Failure(e);
        }
    }

    /// <summary>A patch of the Scale that an object shows.</summary>
    public static async Task<Answer> RunScaleAsync(ApiRequest request)
    {
        var type = TypeOf(request);
        var options = WriteOptions.Parse(request.Request, "PatchOptions", type == ApplyYaml);
        var body = await RequestBody.ReadAsync(request.Request).ConfigureAwait(false);
        try
        {
            return type == ApplyYaml ? ApplyScale(request, options, body) : PatchScale(request, type, options, PatchBody.Parse(body));
        }
        catch (PatchException e)
        {
            throw Failure(e);
        }
    }

    private static ObjectAnswer PatchScale(ApiRequest request, string type, WriteOptions options, JsonReading patch) => ScaleSubresource.Write(request, options,
        scale => ScaleSubresource.Patched(request, type switch
        {
            Json => (JsonObject)JsonPatch.Apply(scale, patch.Root, out _)!,
            Strategic => (JsonObject)StrategicMergePatch.Apply(scale, patch.Root, ScaleKind.Schema)!,
            _ => (JsonObject)MergePatch.Apply(scale, patch.Root)!,
        }, options),
        (live, next) => ScaleSubresource.Tracked(request, options, live, next));

    private static ObjectAnswer ApplyScale(ApiRequest request, WriteOptions options, ReadOnlyMemory<byte> body)
    {
        var read = BodyReader.Read(body, AnswerForm.Yaml);
        if (read.Root is not JsonObject applied)
            throw Statuses.BadRequest($"error decoding YAML: {read.Error ?? "the body is no object"}");
        return ScaleSubresource.Write(request, options, _ => applied, (live, wanted) =>
        {
            var outcome = FieldManager.Apply(live, wanted, options.FieldManager, ScaleOwnership.ScaleVersion, options.Force, "scale", ScaleKind.Schema, request.Services.Time.GetUtcNow());
            return ScaleSubresource.Patched(request, outcome.Object ?? throw Conflict(outcome), options);
        });
    }

    private static JsonObject Patched(ApiRequest request, string type, JsonReading patch, JsonObject live, WriteOptions options)
    {
        IReadOnlyList<string> unknown = [];
        var next = type switch
        {
            Json => JsonPatch.Apply(live, patch.Root, out unknown),
            Merge when patch.Root is null => throw Statuses.BadRequest("Invalid JSON Patch"),
            Merge => MergePatch.Apply(live, patch.Root),
            _ => StrategicMergePatch.Apply(live, patch.Root, request.Kind.Info.Schema),
        };
        var problems = patch.Duplicates.Select(path => $"duplicate field \"{path}\"").Concat(unknown.Select(path => $"json patch unknown field \"{path}\""));
        var item = ObjectDecoder.Patched(request, next, options.FieldValidation, problems);
        ObjectUpdate.CheckName(request, item);
        return item;
    }

    private static ObjectAnswer Apply(ApiRequest request, string subresource, WriteOptions options, ReadOnlyMemory<byte> body)
    {
        var info = request.Kind.Info;
        var applied = ObjectDecoder.Applied(request, body, options.FieldValidation);
        JsonObject Merged(JsonObject? live)
        {
            var outcome = FieldManager.Apply(live, (JsonObject)applied.DeepClone(), options.FieldManager, info.ApiVersion, options.Force, subresource,
                info.Schema, request.Services.Time.GetUtcNow(), info.ResetFields(subresource));
            return outcome.Object ?? throw Conflict(outcome);
        }

        while (true)
        {
            var exists = request.Services.Store.Find(request.Kind.Collection, request.Key) is not null;
            try
            {
                if (exists)
                    return ObjectUpdate.Update(request, subresource, options, live => ObjectDecoder.Merged(request, Merged(live)), (_, next) => next);
                if (subresource.Length > 0)
                    throw request.NotFound();
                request.Require(Requests.Verb.Create);
                return Create(request, options, applied, Merged(null));
            }
            catch (ApiException e) when (e.Reason == "AlreadyExists" || (e.Code == 404 && exists && subresource.Length == 0))
            {
                // It came or went between the look and the write: look again.
            }
        }
    }

    private static ObjectAnswer Create(ApiRequest request, WriteOptions options, JsonObject applied, JsonObject merged)
    {
        if (applied.Metadata().Text("uid") is { Length: > 0 } uid)
        {
            var cause = Cause.Invalid("metadata.uid", uid, "field is immutable");
            throw request.Invalid(request.Path.Name, [cause, cause]);
        }

        merged.Metadata().Remove("resourceVersion");
        return ObjectCreation.Create(request, ObjectDecoder.Merged(request, merged), options, fresh => fresh);
    }

    private static ApiException Conflict(ApplyOutcome outcome) => Statuses.Failure(409, "Conflict", ApplyConflict.Describe(outcome.Conflicts), new()
    {
        ["causes"] = new JsonArray([.. outcome.Conflicts.Select(conflict => (JsonNode)new JsonObject
        {
            ["reason"] = "FieldManagerConflict",
            ["message"] = conflict.Message,
            ["field"] = conflict.Field,
        })]),
    });

    private static ApiException Failure(PatchException e) => e.Code switch
    {
        400 => Statuses.BadRequest(e.Message),
        413 => Statuses.TooLarge(e.Message),
        422 => Statuses.Failure(422, "Invalid", e.Message, []),
        _ => Statuses.Bare(e.Message, e.Code),
    };

    private static string TypeOf(ApiRequest request)
    {
        var header = request.Request.ContentType ?? "";
        var semicolon = header.IndexOf(';');
        var type = (semicolon < 0 ? header : header[..semicolon]).Trim();
        string[] known = request.Kind.IsCustom ? [Json, Merge, ApplyYaml] : [Json, Merge, Strategic, ApplyYaml];
        return known.Contains(type) ? type : throw Statuses.UnsupportedMediaType(known);
    }
}
