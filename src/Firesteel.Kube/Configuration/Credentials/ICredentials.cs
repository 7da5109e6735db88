using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace Firesteel.Kube.Configuration.Credentials;

/// <summary>Who we are to the API server, possibly with an end to it.</summary>
internal interface ICredentials
{
    /// <summary>What is known now; shown when a TLS connection begins.</summary>
    X509Certificate2? Certificate { get; }

    /// <param name="refused">What the server just answered 401 to, so that it is not given again if there is anything newer.</param>
    /// <param name="stop">Ends a wait for a plug-in.</param>
    ValueTask<AuthenticationHeaderValue?> AuthorizeAsync(AuthenticationHeaderValue? refused, CancellationToken stop);
}
