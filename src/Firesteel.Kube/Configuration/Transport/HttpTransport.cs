using System.Net;
using System.Net.Http.Headers;

namespace Firesteel.Kube.Configuration.Transport;

/// <summary>A configuration as an <see cref="HttpClient"/>.</summary>
internal static class HttpTransport
{
    public static HttpClient Create(KubeConfiguration configuration)
    {
        var sockets = new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.GZip,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(30),
            EnableMultipleHttp2Connections = true,

            // Finds connections on which watches would otherwise wait for ever.
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
        };
        if (configuration.Proxy is { } proxy)
            sockets.Proxy = new WebProxy(proxy);
        else if (configuration.Server.IsLoopback)
            sockets.UseProxy = false;
        if (configuration.Server.Scheme == Uri.UriSchemeHttps)
        {
            sockets.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => configuration.Credentials.Certificate!;
            sockets.SslOptions.RemoteCertificateValidationCallback = new ServerCertificateCheck(configuration).IsAccepted;
        }

        var client = new HttpClient(new AuthorizationHandler(configuration.Credentials, configuration.TlsServerName, sockets))
        {
            BaseAddress = configuration.Server,
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("firesteel", typeof(HttpTransport).Assembly.GetName().Version?.ToString(3)));
        return client;
    }
}
