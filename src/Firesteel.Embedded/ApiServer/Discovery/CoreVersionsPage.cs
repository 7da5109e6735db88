using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Discovery;

/// <summary><c>/api</c>: the versions of the core group.</summary>
internal sealed class CoreVersionsPage(ApiServices services) : IServerPage
{
    public async ValueTask<bool> TryWriteAsync(HttpContext http, string path)
    {
        if (path.TrimEnd('/') != "/api")
            return false;
        var core = services.Options.BuiltInKinds;
        if (AggregatedDiscovery.Wanted(http.Request) is { } version)
            return await AggregatedDiscovery.WriteAsync(http, version, services.Catalogue.Now, core ? [new("", ["v1"])] : [], core).ConfigureAwait(false);
        var local = http.Connection.LocalIpAddress?.ToString() ?? "127.0.0.1";
        return await PageWriter.WriteAsync(http, new()
        {
            ["kind"] = "APIVersions",
            ["versions"] = core ? new JsonArray("v1") : new JsonArray(),
            ["serverAddressByClientCIDRs"] = new JsonArray(new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = core ? $"{local}:{http.Connection.LocalPort}" : local }),
        }).ConfigureAwait(false);
    }
}
