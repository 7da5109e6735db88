using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.VirtualKinds;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Discovery;

/// <summary><c>/apis</c>: the groups.</summary>
internal sealed class GroupListPage(ApiServices services) : IServerPage
{
    public async ValueTask<bool> TryWriteAsync(HttpContext http, string path)
    {
        if (path.TrimEnd('/') != "/apis")
            return false;
        if (http.Request.Method != HttpMethods.Get)
        {
            await Front.PlainTexts.WriteAsync(http, 405, "405: Method Not Allowed").ConfigureAwait(false);
            return true;
        }

        var catalogue = services.Catalogue.Now;
        var groups = Groups(services);
        if (AggregatedDiscovery.Wanted(http.Request) is { } version)
            return await AggregatedDiscovery.WriteAsync(http, version, catalogue, groups, services.Options.BuiltInKinds).ConfigureAwait(false);
        return await PageWriter.WriteAsync(http, new()
        {
            ["kind"] = "APIGroupList",
            ["apiVersion"] = "v1",
            ["groups"] = new JsonArray([.. groups.Select(group => (JsonNode)Group(group))]),
        }).ConfigureAwait(false);
    }

    /// <summary>The served groups, and those that only have reviews.</summary>
    public static IEnumerable<ServedGroup> Groups(ApiServices services)
    {
        var groups = services.Catalogue.Now.Groups;
        if (!services.Options.BuiltInKinds)
            return groups;
        return [.. groups, .. VirtualKindList.All.Select(kind => kind.Group).Distinct().Except(groups.Select(group => group.Name)).Select(name => new ServedGroup(name, [VirtualKindList.Version]))];
    }

    public static JsonObject Group(ServedGroup group)
    {
        JsonObject Version(string version) => new() { ["groupVersion"] = $"{group.Name}/{version}", ["version"] = version };
        return new()
        {
            ["name"] = group.Name,
            ["versions"] = new JsonArray([.. group.Versions.Select(version => (JsonNode)Version(version))]),
            ["preferredVersion"] = Version(group.Versions[0]),
        };
    }
}
