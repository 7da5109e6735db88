using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer;
using Microsoft.Extensions.Logging;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>The server as the API server library alone is: only definitions and what they define, any namespace, no admission.</summary>
internal sealed class ReplayServer : IAsyncDisposable
{
    private const string DefinitionsPath = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private ReplayServer(EmbeddedApiServer server, HttpClient client) => (Server, Client) = (server, client);

    public EmbeddedApiServer Server { get; }

    public HttpClient Client { get; }

    public static async Task<ReplayServer> StartAsync(IEnumerable<JsonObject> definitions, ILoggerFactory loggers, bool tls = false)
    {
        var options = new ApiServerOptions(Tls: tls, NamespacesMustExist: false, ServiceAccounts: false, BuiltInKinds: false);
        var server = await EmbeddedApiServer.StartAsync(options, null, loggers, TimeProvider.System);
        var handler = tls ? server.CreateAdminHandler() : new SocketsHttpHandler
        {
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            AutomaticDecompression = System.Net.DecompressionMethods.None,
            AllowAutoRedirect = false,
            UseProxy = false,
        };
        var client = new HttpClient(handler) { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.AdminToken);
        var replay = new ReplayServer(server, client);
        foreach (var definition in definitions)
            await replay.EstablishAsync(definition);
        return replay;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    private async Task EstablishAsync(JsonObject definition)
    {
        using var created = await Client.PostAsJsonAsync(DefinitionsPath, definition);
        if (!created.IsSuccessStatusCode)
            throw new InvalidOperationException($"{definition["metadata"]!["name"]}: {await created.Content.ReadAsStringAsync()}");
        var spec = definition["spec"]!;
        using var limit = new CancellationTokenSource(Patience);
        foreach (var version in spec["versions"]!.AsArray().Where(version => (bool)version!["served"]!))
        {
            var path = $"/apis/{spec["group"]}/{version!["name"]}/{spec["names"]!["plural"]}";
            while (true)
            {
                using var answer = await Client.GetAsync(path, limit.Token);
                if (answer.IsSuccessStatusCode)
                    break;
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
            }
        }
    }
}
