using System.Net;
using Firesteel.Kube.Configuration.Credentials;

namespace Firesteel.Kube.Configuration.Transport;

/// <summary>Adds credentials; a 401 gets one more try with newer ones, if there are any.</summary>
internal sealed class AuthorizationHandler(Credentials.ICredentials credentials, string? host, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        // The name that TLS asks for is taken from here.
        if (host is not null)
            request.Headers.Host = host;
        var given = request.Headers.Authorization = await credentials.AuthorizeAsync(null, stop).ConfigureAwait(false);
        var response = await base.SendAsync(request, stop).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || given is null)
            return response;
        var newer = await credentials.AuthorizeAsync(given, stop).ConfigureAwait(false);
        if (newer is null || ReferenceEquals(newer, given))
            return response;
        response.Dispose();
        request.Headers.Authorization = newer;
        return await base.SendAsync(request, stop).ConfigureAwait(false);
    }
}
