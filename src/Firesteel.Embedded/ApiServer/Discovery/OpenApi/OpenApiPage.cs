using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Front;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Discovery.OpenApi;

/// <summary>
/// <c>/openapi/v3</c> and, for old clients, <c>/openapi/v2</c>: what <c>kubectl explain</c> shows, and where kubectl learns
/// that the server checks fields itself. Documents are made when they are first asked for.
/// </summary>
internal sealed class OpenApiPage(ApiServices services) : IServerPage
{
    private const string Index = "/openapi/v3";
    private readonly DocumentCache _cache = new();

    public async ValueTask<bool> TryWriteAsync(HttpContext http, string path)
    {
        if (path == "/openapi/v2")
            return await WriteV2Async(http).ConfigureAwait(false);
        if (path.TrimEnd('/') == Index)
            return await PageWriter.WriteJsonAsync(http, 200, Paths()).ConfigureAwait(false);
        if (!path.StartsWith(Index + "/", StringComparison.Ordinal))
            return false;
        var (group, version) = path[(Index.Length + 1)..].TrimEnd('/').Split('/') switch
        {
            ["api", var core] => ("", core),
            ["apis", var name, var one] => (name, one),
            _ => ("", ""),
        };
        var document = _cache.Find(services.Catalogue.Now, group, version);
        http.Response.Headers.ETag = document is null ? default : $"\"{document.Hash}\"";
        if (document is not null && http.Request.Headers.IfNoneMatch == $"\"{document.Hash}\"")
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        http.Response.ContentType = AnswerForm.Json;
        await ResponseWriter.WriteBodyAsync(http, document?.Json ?? ReadOnlyMemory<byte>.Empty).ConfigureAwait(false);
        return true;
    }

    private JsonObject Paths()
    {
        var snapshot = services.Catalogue.Now;
        var paths = new JsonObject();
        foreach (var (group, version) in snapshot.All.Select(kind => (kind.Info.Group, kind.Info.Version)).Distinct())
        {
            var path = group.Length == 0 ? $"api/{version}" : $"apis/{group}/{version}";
            paths[path] = new JsonObject { ["serverRelativeURL"] = $"{Index}/{path}?hash={_cache.Find(snapshot, group, version)!.Hash}" };
        }

        return new() { ["paths"] = paths };
    }

    private async ValueTask<bool> WriteV2Async(HttpContext http)
    {
        if (http.Request.Headers.Accept.ToString().Contains(SwaggerProtobuf.Name, StringComparison.Ordinal))
        {
            http.Response.ContentType = SwaggerProtobuf.ContentType;
            await ResponseWriter.WriteBodyAsync(http, SwaggerProtobuf.Write(SwaggerDocument.Build(services.Catalogue.Now))).ConfigureAwait(false);
            return true;
        }

        var form = Negotiation.ForError(http.Request);
        if (http.Request.Headers.Accept.ToString() is { Length: > 0 } accept && !MediaClause.Parse(accept).Any(clause => clause.Covers(AnswerForm.Json)))
            throw Statuses.NotAcceptable($"only the following media types are accepted: {AnswerForm.Json}");
        var json = JsonSerializer.SerializeToUtf8Bytes(SwaggerDocument.Build(services.Catalogue.Now), ResourceFront.Plain);
        http.Response.Headers.ETag = $"\"{Convert.ToHexString(SHA512.HashData(json))}\"";
        await ResponseWriter.WriteAsync(http, 200, json, form with { MediaType = AnswerForm.Json }).ConfigureAwait(false);
        return true;
    }
}
