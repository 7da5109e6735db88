using System.Net.Http.Headers;

namespace Firesteel.Embedded.ApiServer.Hosting;

/// <summary>Adds the administrator's token to requests that have no credentials of their own.</summary>
internal sealed class AdminHandler(string token, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization ??= new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, cancellationToken);
    }
}
