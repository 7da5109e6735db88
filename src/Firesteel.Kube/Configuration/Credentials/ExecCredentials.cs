using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Firesteel.Kube.Configuration.Credentials;

/// <summary>What a plug-in printed, kept until it ends or is refused.</summary>
internal sealed class ExecCredentials(ExecPlugin plugin, TimeProvider time) : ICredentials
{
    /// <summary>A token is renewed a little before its end, so that none ends on its way.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim gate = new(1);
    private AuthenticationHeaderValue? header;
    private DateTimeOffset? endsAt;
    private bool isKnown;

    public X509Certificate2? Certificate { get; private set; }

    public async ValueTask<AuthenticationHeaderValue?> AuthorizeAsync(AuthenticationHeaderValue? refused, CancellationToken stop)
    {
        await gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var isStale = !isKnown || (endsAt is { } end && time.GetUtcNow() + Early >= end) || (refused is not null && ReferenceEquals(refused, header));
            if (isStale)
                Take(await ExecProcess.RunAsync(plugin, time, stop).ConfigureAwait(false));
            return header;
        }
        finally
        {
            gate.Release();
        }
    }

    private void Take(JsonObject credential)
    {
        if (credential["status"] is not JsonObject status)
            throw new HttpRequestException($"the credential plug-in {plugin.Command} printed no status");
        header = status["token"]?.ToString() is { Length: > 0 } token ? new("Bearer", token) : null;
        endsAt = DateTimeOffset.TryParse(status["expirationTimestamp"]?.ToString(), out var end) ? end : null;
        if (status["clientCertificateData"]?.ToString() is { Length: > 0 } certificate && status["clientKeyData"]?.ToString() is { Length: > 0 } key)
        {
            try
            {
                Certificate = X509Certificate2.CreateFromPem(certificate, key);
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                throw new HttpRequestException($"the credential plug-in {plugin.Command} printed a client certificate that is none");
            }
        }

        if (header is null && Certificate is null)
            throw new HttpRequestException($"the credential plug-in {plugin.Command} printed neither a token nor a client certificate");
        isKnown = true;
    }
}
