using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>From bytes to an object of the kind that was asked for: types checked, unknown fields dropped, defaults filled in.</summary>
internal static class ObjectDecoder
{
    private const string TypeMetaOfGo = "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }";
    private const int LongestExcerpt = 30;

    public static async Task<JsonObject> ReadAsync(ApiRequest request, FieldValidation validation)
    {
        var mediaType = RequestBody.MediaType(request.Request);
        var bytes = await RequestBody.ReadAsync(request.Request).ConfigureAwait(false);
        var body = BodyReader.Read(bytes, mediaType);
        var info = request.Kind.Info;
        if (Recognize(body, bytes.Span, request.Kind.IsCustom) is { } unrecognized)
            throw Statuses.BadRequest($"the object provided is unrecognized (must be of type {info.Kind}): {unrecognized} ({Excerpt(bytes.Span)})");
        var item = (JsonObject)body.Root!;
        if (!request.Kind.IsCustom && item.Text("apiVersion").Length == 0)
            item["apiVersion"] = info.ApiVersion;
        if (!request.Kind.IsCustom && item.Text("kind").Length == 0)
            item["kind"] = info.Kind;
        var version = item.Text("apiVersion");
        if (version != "/" && version.Count(c => c == '/') > 1)
            throw Statuses.BadRequest($"the object provided is unrecognized (must be of type {info.Kind}): unexpected GroupVersion string: {version} ({Excerpt(bytes.Span)})");
        if (version != info.ApiVersion)
        {
            if (request.Kind.IsCustom && validation == FieldValidation.Warn)
                Strange(request, item).ForEach(name => request.Warn($"unknown field \"{name}\""));
            throw Statuses.BadRequest($"the API version in the data ({version}) does not match the expected API version ({info.ApiVersion})");
        }

        if (!request.Kind.IsCustom && item.Text("kind") != info.Kind)
            throw Statuses.BadRequest($"{item.Text("kind")} in version \"{info.Version}\" cannot be handled as a {info.Kind}: the kinds do not match");
        var (unknown, error) = Conform(request, item, validation switch { FieldValidation.Ignore => [], FieldValidation.Strict => body.StrictErrors, _ => body.Warnings });
        if (error is not null)
            throw Statuses.BadRequest($"{item.Text("kind")} in version \"{info.Version}\" cannot be handled as a {info.Kind}: {error}");
        if (unknown.Count > 0 && validation == FieldValidation.Strict)
            throw Statuses.BadRequest($"{item.Text("kind")} in version \"{info.Version}\" cannot be handled as a {info.Kind}: strict decoding error: {string.Join(", ", unknown)}");
        if (validation == FieldValidation.Warn)
            unknown.ForEach(request.Warn);
        return item;
    }

    /// <summary>The result of a patch; what is wrong with it is told with the whole object.</summary>
    /// <param name="unknown">What the patch itself has and should not.</param>
    public static JsonObject Patched(ApiRequest request, JsonNode? next, FieldValidation validation, IEnumerable<string> unknown)
    {
        var text = GoText.Json(next);
        if (next is not JsonObject item)
            throw Unusable(text, $"json: cannot unmarshal {GoText.JsonKind(next)} into Go value of type map[string]interface {{}}");
        if (item.Text("kind").Length == 0)
            throw Unusable(text, $"Object 'Kind' is missing in '{text}'");
        if (!request.Kind.IsCustom && (item.Text("kind") != request.Kind.Info.Kind || item.Text("apiVersion") != request.Kind.Info.ApiVersion))
            throw Unusable(text, $"no kind \"{item.Text("kind")}\" is registered for version \"{item.Text("apiVersion")}\" in scheme \"pkg/runtime/scheme.go:110\"");
        var (found, error) = Conform(request, item, unknown);
        if (error is not null)
            throw Unusable(text, error);
        if (found.Count > 0 && validation == FieldValidation.Strict)
            throw Unusable(text, $"strict decoding error: {string.Join(", ", found)}");
        if (validation == FieldValidation.Warn)
            found.ForEach(request.Warn);
        return item;
    }

    /// <summary>The body of a server-side apply, of the right kind and name.</summary>
    public static JsonObject Applied(ApiRequest request, ReadOnlyMemory<byte> body, FieldValidation validation)
    {
        var read = BodyReader.Read(body, AnswerForm.Yaml);
        if (read.Error is not null || read.Root is not JsonObject item)
            throw Statuses.BadRequest($"error decoding YAML: {read.Error ?? "the body is no object"}");
        var info = request.Kind.Info;
        var version = item.Text("apiVersion");
        if (version != info.ApiVersion || item.Text("kind") != info.Kind)
            throw Statuses.BadRequest($"invalid object type: {(version.Contains('/') ? version : "/" + version)}, Kind={item.Text("kind")}");
        if (validation == FieldValidation.Strict && read.StrictErrors.FirstOrDefault() is { } strict)
            throw Statuses.BadRequest($"error strict decoding YAML: error converting YAML to JSON: {strict}");
        if (validation == FieldValidation.Warn)
        {
            foreach (var warning in read.Warnings)
                request.Warn(warning);
        }

        if (item["metadata"] is JsonObject metadata && metadata["managedFields"] is null)
            metadata.Remove("managedFields");
        ObjectUpdate.CheckNameOnly(request, item);
        ObjectCreation.MatchNamespace(request, item.Metadata());
        return item;
    }

    /// <summary>The result of a server-side apply.</summary>
    public static JsonObject Merged(ApiRequest request, JsonObject merged)
    {
        if (request.Kind.IsCustom)
        {
            if (TypedDecoding.ApplyToMetadata(merged).Error is { } wrong)
                throw Statuses.BadRequest(wrong);
            Defaulting.Apply(request.Kind.Info.Schema, merged, dropNulls: false);
        }
        else if (TypedDecoding.Apply(request.Kind.Info.Schema, merged).Error is { } error)
            throw Statuses.BadRequest(error);
        else
            request.Kind.Rules.Default(merged);
        return merged;
    }

    private static (List<string> Unknown, string? Error) Conform(ApiRequest request, JsonObject item, IEnumerable<string> before)
    {
        var schema = request.Kind.Info.Schema;
        var unknown = before.ToList();
        var (dropped, error) = request.Kind.IsCustom ? TypedDecoding.ApplyToMetadata(item) : TypedDecoding.Apply(schema, item);
        if (error is not null)
            return (unknown, error);
        if (request.Kind.IsCustom)
        {
            // What an object that says it is of another kind holds is not looked at: it is refused later.
            if (IsOfKind(request, item))
            {
                dropped = [.. dropped, .. Pruning.Apply(schema, item)];
                var (inner, wrong) = EmbeddedMetadata.Apply(schema, item);
                if (wrong is not null)
                    return (unknown, wrong);
                dropped = [.. dropped, .. inner];
                Defaulting.Apply(schema, item);
            }
            else
            {
                dropped = [.. dropped, .. Strange(request, item)];
            }
        }
        else
        {
            request.Kind.Rules.Default(item);
        }

        unknown.AddRange(dropped.Select(path => $"unknown field \"{path}\""));
        return (unknown, null);
    }

    private static bool IsOfKind(ApiRequest request, JsonObject item) =>
        item.Text("apiVersion") == request.Kind.Info.ApiVersion && item.Text("kind") == request.Kind.Info.Kind;

    /// <summary>Of an object in a version that the kind does not have only what every object has is known.</summary>
    private static List<string> Strange(ApiRequest request, JsonObject item)
    {
        var (info, version) = (request.Kind.Info, item.Text("apiVersion"));
        if (item.Text("kind") != info.Kind || !version.StartsWith(info.Group + "/", StringComparison.Ordinal) || request.Kind.KnownVersions.Contains(version[(info.Group.Length + 1)..]))
            return [];
        var strange = item.Select(pair => pair.Key).Where(name => name is not ("apiVersion" or "kind" or "metadata")).ToList();
        strange.ForEach(name => item.Remove(name));
        return strange;
    }

    /// <returns>Why the body is no object at all; null when it is one.</returns>
    private static string? Recognize(JsonReading body, ReadOnlySpan<byte> bytes, bool isCustom)
    {
        if (body.Error is { } error)
            return error.StartsWith("yaml: ", StringComparison.Ordinal) ? error : $"couldn't get version/kind; json parse error: {error}";
        if (body.Root is not null and not JsonObject)
            return $"couldn't get version/kind; json parse error: json: cannot unmarshal {GoText.JsonKind(body.Root)} into Go value of type {TypeMetaOfGo}";
        var item = body.Root as JsonObject;
        if (item is null || (isCustom && item.Text("kind").Length == 0))
            return $"Object 'Kind' is missing in '{Encoding.UTF8.GetString(bytes)}'";
        return item["apiVersion"] is { } version && version.GetValueKind() != JsonValueKind.String
            ? $"couldn't get version/kind; json parse error: json: cannot unmarshal {GoText.JsonKind(version)} into Go struct field .apiVersion of type string"
            : null;
    }

    /// <summary>The start of a body: as text when it looks like JSON, else in hexadecimal.</summary>
    private static string Excerpt(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "<empty>";
        var head = bytes[..Math.Min(bytes.Length, LongestExcerpt)];
        return (bytes[0] == '{' ? Encoding.UTF8.GetString(head) : Convert.ToHexStringLower(head)) + (bytes.Length > LongestExcerpt ? " ..." : "");
    }

    private static ApiException Unusable(string text, string why) => Statuses.Invalid("", "", "", [Cause.Invalid("patch", text, why)]);
}
