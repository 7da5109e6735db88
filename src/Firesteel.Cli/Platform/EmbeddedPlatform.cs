using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Cli.Platform.Lake;
using Firesteel.Embedded.ApiServer;
using Firesteel.Embedded.Controllers;
using Firesteel.Embedded.Node;
using Firesteel.Embedded.Node.Containers;
using Firesteel.Embedded.Node.Images;
using Firesteel.Embedded.Node.PodLogs;
using Firesteel.Embedded.Node.Sandbox;
using Firesteel.Embedded.Node.Simulation;
using Firesteel.Embedded.Node.Streams;
using Firesteel.History.Hosting;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Operator;
using Firesteel.Operator.Hosting;
using Firesteel.Spark.Api.Definitions;
using Firesteel.Spark.Lifecycle;
using Microsoft.Extensions.Logging;

namespace Firesteel.Cli.Platform;

/// <summary>API server, controllers, node, operator, object store and history server in this process, put together and taken apart in the right order.</summary>
public sealed class EmbeddedPlatform : IAsyncDisposable
{
    /// <summary>The account that drivers run as, the same as the chart makes.</summary>
    public const string SparkAccount = "spark";

    private readonly PlatformOptions _options;
    private readonly PlatformLock _lock;
    private readonly EmbeddedApiServer _api;
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _parts = [];
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private PlatformLake? _lake;
    private HistoryServer? _history;

    private EmbeddedPlatform(PlatformOptions options, PlatformLock taken, EmbeddedApiServer api, TimeProvider time, ILoggerFactory loggers)
    {
        (_options, _lock, _api, _time, _loggers) = (options, taken, api, time, loggers);
        _http = api.CreateAdminClient();
        Client = new KubeClient(_http, time, loggers.CreateLogger<KubeClient>());
    }

    /// <summary>Of the Kubernetes API.</summary>
    public Uri Address => _api.Address;

    public KubeClient Client { get; }

    /// <summary>Of the object store; null without one.</summary>
    public Uri? StoreAddress => _lake?.Address;

    /// <summary>Of the history server; null without one.</summary>
    public Uri? HistoryAddress => _history?.Address;

    internal HistoryServer? History => _history;

    /// <summary>Ends, with its exception, when a part of the platform does.</summary>
    public Task Ended => Task.WhenAny(_parts).Unwrap();

    /// <summary>Starts everything and returns when pods can be created.</summary>
    /// <exception cref="ProblemException">The options are wrong, the port is taken, or this machine cannot run pods.</exception>
    public static async Task<EmbeddedPlatform> StartAsync(PlatformOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken stop)
    {
        if (options.Validate() is { IsEmpty: false } problems)
            throw new ProblemException(problems);
        var taken = PlatformLock.Take(options.Paths);
        EmbeddedPlatform? platform = null;
        try
        {
            var logs = new ContainerLogs(new LogOptions(), time);
            var running = new RunningContainers();
            var api = await EmbeddedApiServer.StartAsync(
                new ApiServerOptions(Port: options.Port, StateDirectory: options.Paths.ApiServer), new NodePodLogs(options.Paths.Node, logs, time), loggers, time, stop,
                new NodePodStreams(running));
            platform = new(options, taken, api, time, loggers);
            // The store and what lies on it need nobody else: they come up beside the cluster.
            await Task.WhenAll(platform.StartLakeAsync(stop), platform.StartPartsAsync(logs, running, stop));
            foreach (var (type, item) in platform._lake?.Objects ?? [])
                await platform.CreateAsync(type, item, stop);
            KubeconfigFile.Write(options.Kubeconfig, api.Kubeconfig);
            return platform;
        }
        catch
        {
            if (platform is null)
                taken.Dispose();
            else
                await platform.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_history is not null)
            await _history.DisposeAsync();
        if (_lake is not null)
            await _lake.DisposeAsync();
        _http.Dispose();
        await _api.DisposeAsync();
        if (File.Exists(_options.Kubeconfig))
            File.Delete(_options.Kubeconfig); // it points nowhere now
        _lock.Dispose();
        _stop.Dispose();
    }

    private async Task StartLakeAsync(CancellationToken stop)
    {
        if (_options.StorePort is { } storePort)
            _lake = await PlatformLake.StartAsync(_options.Paths, storePort, _time, _loggers, stop);
        if (_options.HistoryPort is { } historyPort)
            _history = await PlatformHistory.StartAsync(_options.Paths, _lake!, historyPort, _time, _loggers, stop);
    }

    private async Task StartPartsAsync(ContainerLogs logs, RunningContainers running, CancellationToken stop)
    {
        var controllers = new ControllerHost(Client, new ControllerOptions(_api.AuthorityPem ?? "") { ClaimDirectory = Path.Combine(_options.Paths.Node, "claims") }, _time, _loggers.CreateLogger<ControllerHost>());
        Run(controllers.RunAsync);

        var runtime = _options.Simulate ? (IContainerRuntime)new SimulatedRuntime(logs, new SimulationOptions(), _time) : new ProcessRuntime(logs, _time);
        var images = new ImageViews(_options.Runtimes, _options.ImageRules().Rules, FiresteelProgram.Current(), new PythonPrefix());
        var node = new EmbeddedNode(Client, new NodeOptions(_options.Paths.Node, _api.Address), runtime, images, _time, _loggers.CreateLogger<EmbeddedNode>(), running);
        Run(node.RunAsync);

        if (_options.Operator)
        {
            // With the operator left out, the account and its role are the chart's to make: Helm takes over nothing that is there.
            foreach (var (type, item) in DriverAccess.All)
                await CreateAsync(type, item, stop);
            await Task.WhenAll(CustomResources.All.Select(definition => InstallAsync(definition, stop)));
            var settings = new OperatorOptions { Lifecycle = new LifecycleSettings { Master = _api.Address.AbsoluteUri.TrimEnd('/') } };
            Run(token => OperatorHost.RunAsync(Client, settings, _time, _loggers, token));
        }

        // A part that fails while starting says why; waiting for the others would only hide it.
        await await Task.WhenAny(Task.WhenAll(node.Ready, controllers.Ready), Task.WhenAny(_parts).Unwrap()).WaitAsync(stop);
    }

    private void Run(Func<CancellationToken, Task> part) => _parts.Add(Task.Run(() => part(_stop.Token), CancellationToken.None));

    private async Task InstallAsync(KubeObject definition, CancellationToken stop)
    {
        await CreateAsync(ResourceTypes.CustomResourceDefinitions, definition, stop);
        while (await Client.FindAsync(ResourceTypes.CustomResourceDefinitions, definition.Key, stop) is { } found && !IsEstablished(found))
            await Task.Delay(TimeSpan.FromMilliseconds(20), _time, stop);
    }

    private async Task CreateAsync(ResourceType type, KubeObject item, CancellationToken stop)
    {
        try
        {
            await Client.CreateAsync(type, item, stop);
        }
        catch (KubeException there) when (there.IsAlreadyExists)
        {
        }
    }

    private static bool IsEstablished(KubeObject definition) =>
        (definition.Status?["conditions"] as JsonArray ?? []).Any(condition => condition?["type"]?.GetValue<string>() == "Established" && condition["status"]?.GetValue<string>() == "True");
}
