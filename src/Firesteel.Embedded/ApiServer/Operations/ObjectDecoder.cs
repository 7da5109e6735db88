using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>From bytes to an object of the kind that was asked for: types checked, unknown fields dropped, defaults filled in.</summary>
internal static class ObjectDecoder
{
    public static async Task<JsonObject> ReadAsync(ApiRequest request, FieldValidation validation, bool isUpdate = false)
    {
        var mediaType = RequestBody.MediaType(request.Request);
        var bytes = await RequestBody.ReadAsync(request.Request).ConfigureAwait(false);
        var body = BodyReader.Read(bytes, mediaType);
        var item = body.Object;
        CheckType(request, item, isUpdate);
        Conform(request, item, validation, body.Duplicates);
        return item;
    }

    public static JsonNode Patched(ApiRequest request, JsonNode? next, FieldValidation validation, IReadOnlyList<string> unknown)
    {
        var item = (JsonObject)next!;
        Conform(request, item, validation, unknown);
        return item;
    }

    public static JsonObject Applied(ApiRequest request, ReadOnlyMemory<byte> body, FieldValidation validation)
    {
        _ = validation;
        var read = BodyReader.Read(body, AnswerForm.Yaml);
        var item = read.Object;
        var info = request.Kind.Info;
        if (item.Text("apiVersion") != info.ApiVersion || item.Text("kind") != info.Kind)
        {
            var version = item.Text("apiVersion");
            throw Statuses.BadRequest($"invalid object type: {(version.Contains('/') ? version : "/" + version)}, Kind={item.Text("kind")}");
        }

        ObjectUpdate.CheckName(request, item);
        return item;
    }

    public static JsonObject Defaulted(ApiRequest request, JsonObject merged, JsonObject applied)
    {
        _ = applied;
        if (request.Kind.IsCustom)
        {
            Pruning.Apply(request.Kind.Info.Schema, merged);
            Defaulting.Apply(request.Kind.Info.Schema, merged, dropNulls: false);
        }

        return merged;
    }

    private static void CheckType(ApiRequest request, JsonObject item, bool isUpdate)
    {
        var info = request.Kind.Info;
        if (item.Text("apiVersion") != info.ApiVersion)
            throw Statuses.BadRequest($"the API version in the data ({item.Text("apiVersion")}) does not match the expected API version ({info.ApiVersion})");
        _ = isUpdate;
    }

    private static void Conform(ApiRequest request, JsonObject item, FieldValidation validation, IReadOnlyList<string> problems)
    {
        var info = request.Kind.Info;
        if (!request.Kind.IsCustom)
            return;
        var unknown = problems.Concat(Pruning.Apply(info.Schema, item).Select(path => $"unknown field \"{path}\"")).ToList();
        if (unknown.Count > 0 && validation == FieldValidation.Strict)
            throw Statuses.BadRequest($"{info.Kind} in version \"{info.Version}\" cannot be handled as a {info.Kind}: strict decoding error: {string.Join(", ", unknown)}");
        if (validation == FieldValidation.Warn)
        {
            foreach (var text in unknown)
                request.Warn(text);
        }

        Defaulting.Apply(info.Schema, item);
    }
}
