using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace Firesteel.Kube.Configuration.Credentials;

/// <summary>A token, a password or a client certificate that stays as it is.</summary>
internal sealed class StaticCredentials(string? scheme, string? parameter, X509Certificate2? certificate) : ICredentials
{
    private readonly AuthenticationHeaderValue? header = scheme is null ? null : new(scheme, parameter);

    public X509Certificate2? Certificate => certificate;

    public ValueTask<AuthenticationHeaderValue?> AuthorizeAsync(AuthenticationHeaderValue? refused, CancellationToken stop) => new(header);
}
