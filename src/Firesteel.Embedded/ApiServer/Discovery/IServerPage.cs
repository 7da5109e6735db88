using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Discovery;

/// <summary>A page about the server itself: one class, one line in <see cref="DiscoveryFront"/>.</summary>
internal interface IServerPage
{
    /// <param name="path">Percent-decoded, without the query.</param>
    /// <returns>False when the path is another page's.</returns>
    ValueTask<bool> TryWriteAsync(HttpContext http, string path);
}
