using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Firesteel.TestKit.Stores;

/// <summary>An authority of one's own and a certificate of it for loopback, as files the way MinIO wants them.</summary>
public sealed class StoreCertificates : IDisposable
{
    public StoreCertificates(TimeProvider time)
    {
        Folder = Directory.CreateTempSubdirectory("firesteel-certs-").FullName;
        CaFile = Path.Combine(Folder, "ca.pem");
        var (from, until) = (time.GetUtcNow().AddDays(-1), time.GetUtcNow().AddDays(30));

        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var caRequest = new CertificateRequest("CN=Firesteel test authority", caKey, HashAlgorithmName.SHA256);
        caRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var ca = caRequest.CreateSelfSigned(from, until);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(ca, from, until, RandomNumberGenerator.GetBytes(8));

        File.WriteAllText(CaFile, ca.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Folder, "public.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Folder, "private.key"), key.ExportPkcs8PrivateKeyPem());
    }

    public string Folder { get; }
    public string CaFile { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
