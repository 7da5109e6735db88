using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>How an object is to be deleted: from the body, or from the query when there is no body.</summary>
/// <param name="GracePeriodSeconds">Null leaves it to the kind.</param>
/// <param name="Propagation">Background, Foreground, Orphan, or empty.</param>
/// <param name="Uid">Only this very object; null for any.</param>
internal sealed record DeleteOptions(long? GracePeriodSeconds, string Propagation, bool DryRun, string? Uid, string? ResourceVersion)
{
    private static readonly string[] Policies = ["Foreground", "Background", "Orphan"];

    /// <exception cref="ApiException">400, 415, 422 or 500.</exception>
    public static async Task<DeleteOptions> ReadAsync(ApiRequest request)
    {
        var query = request.Request.Query;
        var body = await RequestBody.ReadAsync(request.Request).ConfigureAwait(false);
        JsonObject options;
        if (body.Length > 0)
        {
            options = Decode(request, body);
        }
        else
        {
            options = [];
            if (query.Integer("gracePeriodSeconds") is { } grace)
                options["gracePeriodSeconds"] = grace;
            if (query.ContainsKey("propagationPolicy"))
                options["propagationPolicy"] = query.Text("propagationPolicy");
            if (query.OptionalFlag("orphanDependents") is { } orphan)
                options["orphanDependents"] = orphan;
            if (query.ContainsKey("dryRun"))
                options["dryRun"] = new JsonArray([.. query["dryRun"].Select(value => (JsonNode?)value)]);
        }

        var causes = Errors(options).ToList();
        if (causes.Count > 0)
            throw Statuses.Invalid("meta.k8s.io", "DeleteOptions", "", causes);
        var preconditions = options["preconditions"] as JsonObject ?? [];
        var propagation = options.Text("propagationPolicy");
        if (propagation.Length == 0 && options["orphanDependents"] is JsonValue orphanValue && orphanValue.GetValueKind() == JsonValueKind.True)
            propagation = "Orphan";
        return new(options.Number("gracePeriodSeconds"), propagation, options.Texts("dryRun").Count > 0, preconditions["uid"]?.ToString(), preconditions["resourceVersion"]?.ToString());
    }

    private static JsonObject Decode(ApiRequest request, ReadOnlyMemory<byte> body)
    {
        JsonObject options;
        try
        {
            if (body.Span.Trim(" \t\r\n"u8).SequenceEqual("null"u8))
                return [];
            options = RequestBody.Decode(request.Request, body);
        }
        catch (ApiException e) when (e.Code == 400)
        {
            throw Statuses.Bare(e.Message);
        }

        var kind = options.Text("kind");
        var version = options.Text("apiVersion");
        if (kind.Length > 0 && kind != "DeleteOptions")
            throw Statuses.Bare($"no kind \"{kind}\" is registered for version \"{version}\" in scheme \"pkg/runtime/scheme.go:110\"");
        foreach (var (name, type) in (ReadOnlySpan<(string, JsonValueKind)>)[("gracePeriodSeconds", JsonValueKind.Number), ("propagationPolicy", JsonValueKind.String), ("dryRun", JsonValueKind.Array), ("preconditions", JsonValueKind.Object)])
        {
            if (options[name] is { } value && value.GetValueKind() != type)
                throw Statuses.Bare($"json: cannot unmarshal {GoText.JsonKind(value)} into Go struct field DeleteOptions.{name} of type {(type == JsonValueKind.Number ? "int64" : type == JsonValueKind.Array ? "[]string" : "v1." + char.ToUpperInvariant(name[0]) + name[1..])}");
        }

        foreach (var name in (string[])["uid", "resourceVersion"])
        {
            if (options["preconditions"]?[name] is { } value && value.GetValueKind() != JsonValueKind.String)
                throw Statuses.Bare($"json: cannot unmarshal {GoText.JsonKind(value)} into Go struct field Preconditions.preconditions.{name} of type types.UID");
        }

        return options;
    }

    private static IEnumerable<Cause> Errors(JsonObject options)
    {
        var policy = options.Text("propagationPolicy");
        var given = options["propagationPolicy"] is not null;
        if (given && options["orphanDependents"] is not null)
            yield return Cause.InvalidText("propagationPolicy", GoText.Quote(policy), "orphanDependents and deletionPropagation cannot be both set");
        else if (given && !Policies.Contains(policy))
            yield return Cause.NotSupported("propagationPolicy", policy, [.. Policies, "nil"]);
        foreach (var cause in WriteOptions.DryRunErrors(options.Texts("dryRun")))
            yield return cause;
    }
}
