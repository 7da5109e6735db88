using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Discovery;

/// <summary>The list of all paths; with 404 for a path that is none of them.</summary>
internal sealed class RootPage(ApiServices services) : IServerPage
{
    private static readonly string[] Fixed = ["/healthz", "/livez", "/metrics", "/openapi/v2", "/openapi/v3", "/readyz", "/version"];

    public async ValueTask<bool> TryWriteAsync(HttpContext http, string path)
    {
        var isRoot = path is "/" or "/index.html";
        if (!isRoot && (path.StartsWith("/apis/", StringComparison.Ordinal) || path.StartsWith("/api/", StringComparison.Ordinal)))
            return false;
        var paths = new SortedSet<string>(Fixed, StringComparer.Ordinal) { "/apis" };
        if (services.Options.BuiltInKinds)
            paths.UnionWith(["/api", "/api/v1"]);
        foreach (var group in GroupListPage.Groups(services))
        {
            paths.Add($"/apis/{group.Name}");
            paths.UnionWith(group.Versions.Select(version => $"/apis/{group.Name}/{version}"));
        }

        var body = new JsonObject { ["paths"] = new JsonArray([.. paths.Select(one => (JsonNode)one)]) };
        return await PageWriter.WriteJsonAsync(http, isRoot ? 200 : 404, body).ConfigureAwait(false);
    }
}
