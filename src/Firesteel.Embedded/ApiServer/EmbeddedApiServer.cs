using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.CustomResources;
using Firesteel.Embedded.ApiServer.Front;
using Firesteel.Embedded.ApiServer.Hosting;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Storage;
using Firesteel.Embedded.PodLogs;
using Firesteel.Embedded.PodStreams;
using Firesteel.Kube.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.ApiServer;

/// <summary>
/// A Kubernetes API in this process, for kubectl, helm, Spark's clients and our own. Objects live in memory.
/// The administrator's token may do everything, a service account what its roles allow.
/// </summary>
public sealed class EmbeddedApiServer : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly ServerIdentity _identity;
    private readonly ServiceAccountTokens _tokens;
    private readonly TokenSigner _signer;
    private readonly RevisionStore _store;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _definitions;

    private EmbeddedApiServer(WebApplication host, ServerIdentity identity, TokenSigner signer, ServiceAccountTokens tokens, RevisionStore store, Task definitions, CancellationTokenSource stop, Uri address, bool tls)
    {
        (_host, _identity, _signer, _tokens, _store, _definitions, _stop, Address) = (host, identity, signer, tokens, store, definitions, stop, address);
        AuthorityPem = tls ? identity.Authority.ExportCertificatePem() + "\n" : null;
    }

    /// <summary>Such as <c>https://127.0.0.1:6443/</c>.</summary>
    public Uri Address { get; }

    /// <summary>The certificate that signed the server's; null without TLS.</summary>
    public string? AuthorityPem { get; }

    /// <summary>A secret: it may do everything.</summary>
    public string AdminToken => _identity.AdminToken;

    /// <summary>For a file of its own; never over the user's.</summary>
    public string Kubeconfig => KubeconfigText.Of(Address, AuthorityPem, AdminToken);

    /// <exception cref="ProblemException">The options are wrong, or the port is taken.</exception>
    public static async Task<EmbeddedApiServer> StartAsync(
        ApiServerOptions options, IPodLogs? podLogs, ILoggerFactory loggers, TimeProvider time, CancellationToken stop = default, IPodStreams? podStreams = null)
    {
        if (options.Validate() is { IsEmpty: false } problems)
            throw new ProblemException(problems);
        var now = time.GetUtcNow();
        var identity = options.StateDirectory is null ? ServerIdentity.Create(now) : ServerIdentity.LoadOrCreate(options.StateDirectory, now);
        var signer = new TokenSigner(identity.SigningKey);
        var tokens = new ServiceAccountTokens(signer, time);
        var store = new RevisionStore();
        var services = new ApiServices(options, store, new Catalogue(), time, tokens, podLogs, loggers.CreateLogger<EmbeddedApiServer>())
        {
            PodStreams = podStreams,
            Authenticator = new(identity.AdminToken, tokens, (plural, key) => ApiServices.Find(store, "", plural, key)),
        };
        services.Catalogue.Set("", BuiltInCatalogue.Build(store, new ServiceAddresses(), new NamespaceContents(services, identity.Authority.ExportCertificatePem() + "\n"), options));
        var listen = options.Address ?? IPAddress.Loopback;
        var host = BuildHost(options, listen, identity, loggers, time);
        var front = new ApiFront(services);
        host.UseWebSockets(new() { KeepAliveInterval = TimeSpan.FromSeconds(30) });
        host.Run(front.HandleAsync);
        try
        {
            await host.StartAsync(stop).ConfigureAwait(false);
        }
        catch (IOException e) when (e.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await host.DisposeAsync().ConfigureAwait(false);
            identity.Dispose();
            throw new ProblemException(new Problem(Location.Option("--port"), $"{listen}:{options.Port} cannot be listened on: {e.InnerException.Message}", "choose another port, or 0 for a free one"));
        }

        var address = new UriBuilder(host.Urls.First()) { Host = listen.ToString() }.Uri;
        services.Log.Listening(address);
        var ended = new CancellationTokenSource();
        var controller = new DefinitionController(services, BuiltInKinds.Find("apiextensions.k8s.io/v1", "CustomResourceDefinition")!);
        var definitions = Task.Run(() => controller.RunAsync(ended.Token), CancellationToken.None);
        var server = new EmbeddedApiServer(host, identity, signer, tokens, store, definitions, ended, address, options.Tls);
        if (options.BuiltInKinds)
            await ClusterBootstrap.RunAsync(server, stop).ConfigureAwait(false);
        return server;
    }

    /// <summary>For callers in this process: trusts the authority, and sends the administrator's token with requests that have none.</summary>
    public HttpMessageHandler CreateAdminHandler() => new AdminHandler(AdminToken, CreateTrustingHandler());

    /// <summary>An administrator's client. Its requests do not time out: watches stay open.</summary>
    public HttpClient CreateAdminClient() => new(CreateAdminHandler()) { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The store forgets the versions before now; lists of an exact older version are then refused.</summary>
    public void Compact() => _store.Compact();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _host.StopAsync(patience.Token).ConfigureAwait(false);
        await _host.DisposeAsync().ConfigureAwait(false);
        await _definitions.ConfigureAwait(false);
        _signer.Dispose();
        _identity.Dispose();
        _stop.Dispose();
    }

    private SocketsHttpHandler CreateTrustingHandler()
    {
        var handler = new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1), UseProxy = false };
        if (AuthorityPem is not null)
        {
            handler.SslOptions.CertificateChainPolicy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509CertificateLoader.LoadCertificate(_identity.Authority.RawData) },
                RevocationMode = X509RevocationMode.NoCheck,
            };
        }

        return handler;
    }

    private static WebApplication BuildHost(ApiServerOptions options, IPAddress listen, ServerIdentity identity, ILoggerFactory loggers, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddLogging();
        builder.Services.AddSingleton<ILoggerFactory>(new QuietLoggerFactory(loggers));
        builder.Services.AddSingleton<Microsoft.Extensions.Hosting.IHostLifetime, CallersLifetime>();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            // Bodies are limited where the answer can say so in the API's words.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.Listen(listen, options.Port, endpoint =>
            {
                endpoint.Protocols = options.Tls ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1;
                if (options.Tls)
                    endpoint.UseHttps(ServerCertificates.CreateServer(identity.Authority, [listen, IPAddress.Parse(ServiceAddresses.ApiServer)], time.GetUtcNow()));
            });
        });
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        return builder.Build();
    }
}
