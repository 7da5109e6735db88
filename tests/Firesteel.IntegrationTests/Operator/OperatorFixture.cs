using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer;
using Firesteel.Kube.Client;
using Firesteel.Kube.Configuration;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Yaml;
using Firesteel.Operator;
using Firesteel.Operator.Hosting;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Definitions;
using Firesteel.Spark.Api.Status;
using Firesteel.TestKit.Repository;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.Operator;

/// <summary>The operator against the embedded API server over TLS; the test plays the kubelet.</summary>
internal sealed class OperatorFixture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly EmbeddedApiServer _server;
    private readonly HttpClient _http;
    private CancellationTokenSource _stop = new();
    private Task _operator = Task.CompletedTask;

    private OperatorFixture(EmbeddedApiServer server)
    {
        _server = server;
        _http = Kubeconfig.Parse(server.Kubeconfig, "test").Resolve().CreateHttpClient();
        Client = new KubeClient(_http, TimeProvider.System, NullLogger.Instance);
    }

    public KubeClient Client { get; }

    public static async Task<OperatorFixture> StartAsync()
    {
        var fixture = new OperatorFixture(await EmbeddedApiServer.StartAsync(new ApiServerOptions(), null, NullLoggerFactory.Instance, TimeProvider.System));
        await fixture.Client.CreateAsync(ResourceTypes.ServiceAccounts, KubeObject.Of(ResourceTypes.ServiceAccounts, "default", "spark"));
        foreach (var definition in CustomResources.All)
            await fixture.Client.CreateAsync(ResourceTypes.CustomResourceDefinitions, definition);
        await fixture.UntilAsync(async () => await fixture.ServesAsync());
        fixture.StartOperator();
        return fixture;
    }

    public void StartOperator(OperatorOptions? options = null)
    {
        _stop = new();
        _operator = OperatorHost.RunAsync(Client, options ?? new(), TimeProvider.System, NullLoggerFactory.Instance, _stop.Token);
    }

    public async Task StopOperatorAsync()
    {
        await _stop.CancelAsync();
        await _operator;
    }

    /// <summary>Creates the last document of an example.</summary>
    public async Task<ObjectKey> CreateAsync(string example, Action<JsonObject>? change = null)
    {
        var json = (JsonObject)YamlReader.Read(await File.ReadAllTextAsync(Checkout.File("examples", example)), example).Documents[^1].Root.DeepClone();
        change?.Invoke(json);
        var item = new KubeObject(json);
        var type = new[] { ResourceTypes.SparkApplications, ResourceTypes.ScheduledSparkApplications, ResourceTypes.SparkConnects }.Single(known => known.Kind == item.Kind);
        return (await Client.CreateAsync(type, item)).Key;
    }

    public async Task<SparkApplicationStatus> UntilStateAsync(ObjectKey key, ApplicationState state)
    {
        SparkApplicationStatus status = new();
        await UntilAsync(async () =>
        {
            status = SparkApplication.ReadStatus((await Client.FindAsync(ResourceTypes.SparkApplications, key))!);
            return status.State == state;
        }, () => $"it is {status.State}: {status.ApplicationState?.ErrorMessage}");
        return status;
    }

    /// <summary>The kubelet reports on a pod.</summary>
    public async Task ReportAsync(ObjectKey pod, string phase, JsonObject? state = null, string container = "spark-kubernetes-driver")
    {
        var status = new JsonObject { ["phase"] = phase };
        if (state is not null)
            status["containerStatuses"] = new JsonArray(new JsonObject { ["name"] = container, ["image"] = "", ["imageID"] = "", ["ready"] = false, ["restartCount"] = 0, ["state"] = state });
        await Client.PatchAsync(ResourceTypes.Pods, pod, new Patch(PatchType.Merge, new JsonObject { ["status"] = status }), "status");
    }

    public async Task UntilAsync(Func<Task<bool>> holds, Func<string>? otherwise = null)
    {
        using var late = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            if (late.IsCancellationRequested)
                throw new TimeoutException(otherwise?.Invoke() ?? "it did not come true");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopOperatorAsync();
        _http.Dispose();
        await _server.DisposeAsync();
        _stop.Dispose();
    }

    private async Task<bool> ServesAsync()
    {
        try
        {
            foreach (var type in (ResourceType[])[ResourceTypes.SparkApplications, ResourceTypes.ScheduledSparkApplications, ResourceTypes.SparkConnects])
                await Client.ListAsync(type, "");
            return true;
        }
        catch (KubeException missing) when (missing.IsNotFound)
        {
            return false;
        }
    }
}
