using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Firesteel.Kube.Configuration.Transport;

/// <summary>Whether a server is the one that was configured.</summary>
internal sealed class ServerCertificateCheck(KubeConfiguration configuration)
{
    public bool IsAccepted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (configuration.SkipTlsVerify)
            return true;
        if (certificate is not X509Certificate2 server)
            return false;
        var nameFits = configuration.TlsServerName is { } name ? server.MatchesHostname(name) : !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
        return nameFits && (configuration.Authorities is { } authorities ? IsSignedBy(authorities, server, chain) : !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors));
    }

    private static bool IsSignedBy(X509Certificate2Collection authorities, X509Certificate2 server, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        if (sent is not null)
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainElements.Select(element => element.Certificate).ToArray());
        return chain.Build(server);
    }
}
