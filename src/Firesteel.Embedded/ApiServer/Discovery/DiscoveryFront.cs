using Firesteel.Embedded.ApiServer.Operations;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Discovery;

/// <summary>Paths that are about the server and not about objects.</summary>
internal sealed class DiscoveryFront(ApiServices services)
{
    private readonly IReadOnlyList<IServerPage> _pages =
    [
        new VersionPage(),
        new HealthPage(),
        new MetricsPage(services),
        new GroupListPage(services),
        new CoreVersionsPage(services),
        new GroupPage(services),
        new ResourceListPage(services),
        new OpenApi.OpenApiPage(services),
        new RootPage(services),
    ];

    /// <returns>False when the path is for the resources.</returns>
    public async Task<bool> TryHandleAsync(HttpContext http, string path)
    {
        foreach (var page in _pages)
        {
            if (await page.TryWriteAsync(http, path).ConfigureAwait(false))
                return true;
        }

        return false;
    }
}
