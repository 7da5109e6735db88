using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Connecting;

/// <summary>HTTP handlers that trust what <c>lake.yaml</c> says: the system's authorities, or one named CA file and nothing else.</summary>
public static class StoreTransport
{
    /// <param name="caFile">PEM with one or more certificates; null trusts what the system trusts.</param>
    public static HttpMessageHandler Handler(string? caFile)
    {
        var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false, // a redirect must be seen: it means the wrong region or a proxy
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            UseProxy = false,
        };
        if (caFile is not null)
        {
            var roots = LoadRoots(caFile);
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck, // a private CA seldom serves revocation lists
            };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(roots);
        }

        return handler;
    }

    private static X509Certificate2Collection LoadRoots(string caFile)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(caFile);
        }
        catch (Exception bad) when (bad is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new ProblemException(new Problem(Location.Field("store.caFile"), $"cannot read the CA file {caFile}: {bad.Message}", "give a PEM file with the certificate that signed the store's"));
        }

        return roots.Count > 0 ? roots
            : throw new ProblemException(new Problem(Location.Field("store.caFile"), $"{caFile} holds no certificate", "give a PEM file with the certificate that signed the store's"));
    }
}
