using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Firesteel.Embedded.ApiServer;
using Firesteel.Embedded.Controllers;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Watching;
using Firesteel.Operator.Hosting;
using Firesteel.Spark.Api.Definitions;
using Firesteel.TestKit.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.Airflow;

/// <summary>Our API server, controllers and operator on a clock that the recording moves; deleted pods are gone at once.</summary>
internal sealed class AirflowWorld : IAsyncDisposable
{
    /// <summary>In real time: how long an effect may be on its way through sockets. Only what never comes takes so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(3);

    private readonly CancellationTokenSource _stop = new();
    private readonly ManualClock _clock;
    private readonly EmbeddedApiServer _server;
    private readonly ConcurrentBag<Task> _parts = [];
    private readonly DateTimeOffset _start;

    private AirflowWorld(ManualClock clock, EmbeddedApiServer server, PlayedLogs logs)
    {
        (_clock, _server, Logs, _start) = (clock, server, logs, clock.GetUtcNow());
        Http = new() { BaseAddress = server.Address, Timeout = Timeout.InfiniteTimeSpan };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.AdminToken);
        Client = new KubeClient(Http, TimeProvider.System, NullLogger.Instance);
        Gate = new(Client);
    }

    /// <summary>Airflow's and the test's own.</summary>
    public HttpClient Http { get; }

    public KubeClient Client { get; }

    public DriverGate Gate { get; }

    public PlayedLogs Logs { get; }

    public static async Task<AirflowWorld> StartAsync(IEnumerable<string> namespaces, bool withOperator)
    {
        var clock = new ManualClock();
        var logs = new PlayedLogs(clock);
        var server = await EmbeddedApiServer.StartAsync(new ApiServerOptions(Tls: false, ServiceAccounts: false), logs, NullLoggerFactory.Instance, clock);
        var world = new AirflowWorld(clock, server, logs);
        foreach (var definition in CustomResources.All)
            await world.Client.CreateAsync(ResourceTypes.CustomResourceDefinitions, definition);
        await world.Client.CreateAsync(ResourceTypes.Nodes, KubeObject.Of(ResourceTypes.Nodes, "", PlayedKubelet.Node));
        foreach (var name in namespaces.Where(name => name != "default"))
            await world.Client.CreateAsync(ResourceTypes.Namespaces, KubeObject.Of(ResourceTypes.Namespaces, "", name));
        if (!await world.SoonAsync(world.ServesAsync))
            throw new TimeoutException("applications are not served");
        world.Run(withOperator);
        return world;
    }

    /// <summary>Moves the clock on, and lets happen what is due.</summary>
    /// <param name="at">Since the start; nothing happens when that has passed.</param>
    public async Task AdvanceToAsync(TimeSpan at)
    {
        var left = _start + at - _clock.GetUtcNow();
        var step = TimeSpan.FromTicks(Math.Max(TimeSpan.FromSeconds(5).Ticks, left.Ticks / 10));
        for (; left > TimeSpan.Zero; left -= step)
        {
            _clock.Advance(left < step ? left : step);
            await SettleAsync();
        }
    }

    /// <summary>Until the operator asks nothing more.</summary>
    public async Task SettleAsync()
    {
        using var late = new CancellationTokenSource(Patience);
        for (var before = -1L; !late.IsCancellationRequested && !(Gate.IsQuiet && Gate.Begun == before);)
        {
            before = Gate.Begun;
            await Task.Delay(Blink, TimeProvider.System);
        }
    }

    /// <summary>Whether something comes true without the clock being moved.</summary>
    public async Task<bool> SoonAsync(Func<Task<bool>> holds)
    {
        using var late = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            if (late.IsCancellationRequested)
                return false;
            await Task.Delay(Blink, TimeProvider.System);
        }

        return true;
    }

    /// <summary>Whether something comes true within a minute of the recording's time.</summary>
    public async Task<bool> WithinAMinuteAsync(Func<Task<bool>> holds)
    {
        for (var seconds = 0; seconds < 60; seconds++)
        {
            await SettleAsync();
            if (await holds())
                return true;
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await SoonAsync(holds);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Http.Dispose();
        await _server.DisposeAsync();
        _stop.Dispose();
    }

    private void Run(bool withOperator)
    {
        var pods = new Informer(Client, ResourceTypes.Pods, "", new InformerOptions(), TimeProvider.System, NullLogger.Instance);
        pods.Changed += change =>
        {
            if (change.After is { IsBeingDeleted: true } pod)
                _parts.Add(Client.DeleteAsync(ResourceTypes.Pods, pod.Key, new Deletion(TimeSpan.Zero, Uid: pod.Uid)));
        };
        _parts.Add(pods.RunAsync(_stop.Token));
        _parts.Add(new ControllerHost(Client, new("none"), TimeProvider.System, NullLogger.Instance).RunAsync(_stop.Token));
        if (withOperator)
            _parts.Add(OperatorHost.RunAsync(Gate, new(), _clock, NullLoggerFactory.Instance, _stop.Token));
    }

    private async Task<bool> ServesAsync()
    {
        using var answer = await Http.GetAsync("apis/sparkoperator.k8s.io/v1beta2/sparkapplications");
        return answer.IsSuccessStatusCode;
    }
}
