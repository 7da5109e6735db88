using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Front;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Subresources;
using Firesteel.Embedded.ApiServer.VirtualKinds;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Discovery;

/// <summary>All groups, versions and resources in one answer: <c>APIGroupDiscoveryList</c> in v2 and v2beta1.</summary>
internal static class AggregatedDiscovery
{
    /// <returns>The version of apidiscovery.k8s.io that a client asks for before anything else; null for none.</returns>
    public static string? Wanted(HttpRequest request)
    {
        foreach (var clause in MediaClause.Parse(request.Headers.Accept.ToString()))
        {
            if (clause.Covers(AnswerForm.Json) && clause.Parameter("as").Length == 0)
                return null;
            if (clause.Covers(AnswerForm.Json) && clause.Parameter("g") == "apidiscovery.k8s.io" && clause.Parameter("as") == "APIGroupDiscoveryList"
                && clause.Parameter("v") is "v2" or "v2beta1")
                return clause.Parameter("v");
        }

        return null;
    }

    public static async ValueTask<bool> WriteAsync(HttpContext http, string version, CatalogueSnapshot catalogue, IEnumerable<ServedGroup> groups, bool virtualKinds)
    {
        var list = new JsonObject
        {
            ["kind"] = "APIGroupDiscoveryList",
            ["apiVersion"] = $"apidiscovery.k8s.io/{version}",
            ["metadata"] = new JsonObject(),
            ["items"] = new JsonArray([.. groups.Select(group => (JsonNode)Group(catalogue, group, virtualKinds))]),
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(list, ResourceFront.Plain);
        var etag = $"\"{Convert.ToHexString(SHA512.HashData(json))}\"";
        var response = http.Response;
        response.Headers.ETag = etag;
        response.Headers.CacheControl = "public";
        response.Headers.Vary = "Accept";
        if (http.Request.Headers.IfNoneMatch == etag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        response.ContentType = $"application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList";
        await ResponseWriter.WriteBodyAsync(http, json).ConfigureAwait(false);
        return true;
    }

    private static JsonObject Group(CatalogueSnapshot catalogue, ServedGroup group, bool virtualKinds) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = group.Name },
        ["versions"] = new JsonArray([.. group.Versions.Select(version => (JsonNode)new JsonObject
        {
            ["version"] = version,
            ["resources"] = new JsonArray([.. Resources(catalogue, group.Name, version, virtualKinds)]),
            ["freshness"] = "Current",
        })]),
    };

    private static IEnumerable<JsonNode> Resources(CatalogueSnapshot catalogue, string group, string version, bool virtualKinds)
    {
        foreach (var kind in catalogue.In(group, version))
            yield return Resource(kind);
        foreach (var kind in virtualKinds && version == VirtualKindList.Version ? VirtualKindList.All.Where(kind => kind.Group == group) : [])
        {
            yield return new JsonObject
            {
                ["resource"] = kind.Plural,
                ["responseKind"] = Kind(kind.Group, version, kind.Kind),
                ["scope"] = kind.Namespaced ? "Namespaced" : "Cluster",
                ["singularResource"] = kind.Kind.ToLowerInvariant(),
                ["verbs"] = new JsonArray(Verb.Create),
            };
        }
    }

    private static JsonObject Resource(ServedKind kind)
    {
        var info = kind.Info;
        var resource = new JsonObject
        {
            ["resource"] = info.Plural,
            ["responseKind"] = Kind(info.Group, info.Version, info.Kind),
            ["scope"] = info.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = info.Singular,
            ["verbs"] = Texts(kind.AdvertisedVerbs),
        };
        if (!info.ShortNames.IsEmpty)
            resource["shortNames"] = Texts(info.ShortNames);
        if (!info.Categories.IsEmpty)
            resource["categories"] = Texts(info.Categories);
        var subresources = SubresourceList.Of(info).Select(one => (JsonNode)new JsonObject
        {
            ["subresource"] = one.Name,
            ["responseKind"] = one.Type is { } type ? Kind(type.Group, type.Version, type.Kind) : Kind(info.Group, info.Version, info.Kind),
            ["verbs"] = Texts(one.Verbs),
        }).ToArray();
        if (subresources.Length > 0)
            resource["subresources"] = new JsonArray(subresources);
        return resource;
    }

    private static JsonObject Kind(string group, string version, string kind) => new() { ["group"] = group, ["version"] = version, ["kind"] = kind };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
