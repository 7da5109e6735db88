using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Firesteel.IntegrationTests.Kube;

/// <summary>A server on the loopback with an authority of its own; what it answers is the test's affair.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly X509Certificate2 authority;

    private TlsServer(WebApplication application, X509Certificate2 authority) => (this.application, this.authority) = (application, authority);

    public Uri Address => new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public string AuthorityPem => authority.ExportCertificatePem();

    /// <param name="answer">Every request.</param>
    /// <param name="name">In the server's certificate.</param>
    public static async Task<TlsServer> StartAsync(RequestDelegate answer, string name = "127.0.0.1")
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var authority = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, default), new(2040, 1, 1, 0, 0, 0, default));
        var (certificate, privateKey) = Sign(authority, name);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = X509CertificateLoader.LoadPkcs12(X509Certificate2.CreateFromPem(certificate, privateKey).Export(X509ContentType.Pkcs12), null);
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.AllowAnyClientCertificate();
        })));
        var application = builder.Build();
        application.Run(answer);
        await application.StartAsync();
        return new(application, authority);
    }

    /// <summary>A certificate and its key in PEM, signed by the server's authority.</summary>
    public (string Certificate, string Key) Sign(string name) => Sign(authority, name);

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private static (string Certificate, string Key) Sign(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, new(2021, 1, 1, 0, 0, 0, default), new(2039, 1, 1, 0, 0, 0, default), RandomNumberGenerator.GetBytes(8));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
