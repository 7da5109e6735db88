using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Front;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Subresources;
using Firesteel.Embedded.ApiServer.VirtualKinds;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Discovery;

/// <summary><c>/api/v1</c> and <c>/apis/GROUP/VERSION</c>: the resources of a version, sub-resources among them.</summary>
internal sealed class ResourceListPage(ApiServices services) : IServerPage
{
    public async ValueTask<bool> TryWriteAsync(HttpContext http, string path)
    {
        var (group, version) = path.TrimEnd('/').Split('/') switch
        {
            ["", "api", { Length: > 0 } core] => ("", core),
            ["", "apis", { Length: > 0 } name, { Length: > 0 } one] => (name, one),
            _ => ("", ""),
        };
        if (version.Length == 0)
            return false;
        var kinds = services.Catalogue.Now.In(group, version).ToList();
        var reviews = services.Options.BuiltInKinds && version == VirtualKindList.Version ? VirtualKindList.All.Where(kind => kind.Group == group).ToList() : [];
        if (kinds.Count + reviews.Count == 0)
        {
            return group.Length == 0
                ? throw Statuses.Failure(404, "NotFound", "the server could not find the requested resource", [])
                : false;
        }

        if (kinds.All(kind => !kind.IsCustom))
            Representations.CheckPage(http.Request, jsonOnly: false);
        return await PageWriter.WriteAsync(http, new()
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
            ["resources"] = new JsonArray([.. kinds.SelectMany(Resources), .. reviews.Select(Review)]),
        }).ConfigureAwait(false);
    }

    private static IEnumerable<JsonNode> Resources(ServedKind kind)
    {
        var info = kind.Info;
        var resource = new JsonObject
        {
            ["name"] = info.Plural,
            ["singularName"] = info.Singular,
            ["namespaced"] = info.Namespaced,
            ["kind"] = info.Kind,
            ["verbs"] = Texts(kind.AdvertisedVerbs),
        };
        if (!info.ShortNames.IsEmpty)
            resource["shortNames"] = Texts(info.ShortNames);
        if (!info.Categories.IsEmpty)
            resource["categories"] = Texts(info.Categories);
        if (kind.IsCustom)
            resource["storageVersionHash"] = Hash($"{kind.Stored.Group}/{kind.Stored.Version}/{kind.Stored.Kind}");
        yield return resource;
        foreach (var subresource in SubresourceList.Of(info))
        {
            var row = new JsonObject { ["name"] = $"{info.Plural}/{subresource.Name}", ["singularName"] = "", ["namespaced"] = info.Namespaced };
            if (subresource.Type is { } type)
            {
                if (type.Group != info.Group || type.Version != info.Version)
                    (row["group"], row["version"]) = (type.Group, type.Version);
                row["kind"] = type.Kind;
            }
            else
            {
                row["kind"] = info.Kind;
            }

            row["verbs"] = Texts(subresource.Verbs);
            yield return row;
        }
    }

    private static JsonNode Review(IVirtualKind kind) => new JsonObject
    {
        ["name"] = kind.Plural,
        ["singularName"] = kind.Kind.ToLowerInvariant(),
        ["namespaced"] = kind.Namespaced,
        ["kind"] = kind.Kind,
        ["verbs"] = new JsonArray(Verb.Create),
    };

    private static string Hash(string stored) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(stored)).AsSpan(0, 8));

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
