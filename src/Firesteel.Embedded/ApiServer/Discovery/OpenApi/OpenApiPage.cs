using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Discovery.OpenApi;

internal sealed class OpenApiPage(ApiServices services) : IServerPage
{
    public async ValueTask<bool> TryWriteAsync(HttpContext http, string path)
    {
        _ = services;
        if (!path.StartsWith("/openapi", StringComparison.Ordinal))
            return false;
        return await PageWriter.WriteJsonAsync(http, 200, new JsonObject { ["paths"] = new JsonObject() }).ConfigureAwait(false);
    }
}
