using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace Firesteel.Kube.Configuration.Credentials;

internal sealed class NoCredentials : ICredentials
{
    public static NoCredentials Instance { get; } = new();

    public X509Certificate2? Certificate => null;

    public ValueTask<AuthenticationHeaderValue?> AuthorizeAsync(AuthenticationHeaderValue? refused, CancellationToken stop) => default;
}
