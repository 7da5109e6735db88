using System.Collections.Immutable;
using System.Text;
using Firesteel.Embedded.ApiServer;
using Firesteel.Embedded.Controllers;
using Firesteel.Embedded.Node;
using Firesteel.Embedded.Node.Images;
using Firesteel.Embedded.Node.PodLogs;
using Firesteel.Embedded.Node.Sandbox;
using Firesteel.Embedded.Runtimes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.Node;

/// <summary>API server, controllers and a node with real processes, in this process.</summary>
internal sealed class PlatformFixture : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly string _state;
    private readonly Task _controllers;
    private readonly Task _node;

    private PlatformFixture(EmbeddedApiServer server, string state, ContainerLogs logs, ImmutableArray<SparkRuntime> runtimes, ILogger log)
    {
        (Server, _state) = (server, state);
        Client = new KubeClient(server.CreateAdminClient(), TimeProvider.System, NullLogger.Instance);
        Logs = new NodePodLogs(state, logs, TimeProvider.System);
        var controllers = new ControllerHost(Client, new ControllerOptions(server.AuthorityPem!), TimeProvider.System, log);
        var node = new EmbeddedNode(Client, new NodeOptions(state, server.Address), new ProcessRuntime(logs, TimeProvider.System),
            new ImageViews(runtimes, [], FiresteelProgram.Current(), new PythonPrefix()), TimeProvider.System, log);
        _controllers = controllers.RunAsync(_stop.Token);
        _node = node.RunAsync(_stop.Token);
        Ready = Task.WhenAll(node.Ready, controllers.Ready);
    }

    public EmbeddedApiServer Server { get; }

    public KubeClient Client { get; }

    public NodePodLogs Logs { get; }

    private Task Ready { get; }

    public static async Task<PlatformFixture> StartAsync(ImmutableArray<SparkRuntime>? runtimes = null, ILogger? log = null)
    {
        var state = Directory.CreateTempSubdirectory("firesteel-platform-").FullName;
        var logs = new ContainerLogs(new LogOptions(), TimeProvider.System);
        var server = await EmbeddedApiServer.StartAsync(new ApiServerOptions(), new NodePodLogs(state, logs, TimeProvider.System), NullLoggerFactory.Instance, TimeProvider.System);
        var platform = new PlatformFixture(server, state, logs, runtimes ?? [], log ?? NullLogger.Instance);
        await await Task.WhenAny(platform._node, platform._controllers, platform.Ready);
        return platform;
    }

    public async Task<string> LogAsync(KubeObject pod, string? container = null)
    {
        var output = new MemoryStream();
        (await Logs.CopyAsync(pod.Key, pod.Uid, new LogQuery(container), output, CancellationToken.None)).ShouldBeTrue();
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>Looks again and again until it holds, at most two minutes.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> holds, Func<T, string>? describe = null)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var seen = await look();
            if (holds(seen))
                return seen;
            deadline.Token.IsCancellationRequested.ShouldBeFalse($"it never came to that: {(describe is null ? seen?.ToString() : describe(seen))}");
            await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System);
        }
    }

    public Task<KubeObject?> UntilAsync(ResourceType type, string name, Func<KubeObject?, bool> holds) =>
        UntilAsync(() => Client.FindAsync(type, new(type.Namespaced ? "default" : "", name)), holds, item => item?.Json.ToJsonString() ?? "absent");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_node, _controllers);
        await Server.DisposeAsync();
        if (Directory.Exists(_state))
            Directory.Delete(_state, recursive: true);
    }
}
