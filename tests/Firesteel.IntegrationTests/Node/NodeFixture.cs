using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node;
using Firesteel.Embedded.Node.Images;
using Firesteel.Embedded.Node.PodLogs;
using Firesteel.Embedded.Node.Sandbox;
using Firesteel.Embedded.Node.Simulation;
using Firesteel.Embedded.Runtimes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.Node;

/// <summary>A node with real processes against an API in memory.</summary>
internal sealed class NodeFixture : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    private NodeFixture(ImmutableArray<SparkRuntime> runtimes, string? state, bool simulate)
    {
        State = state ?? Directory.CreateTempSubdirectory("firesteel-node-").FullName;
        var logs = new ContainerLogs(new LogOptions(), TimeProvider.System);
        Logs = new NodePodLogs(State, logs, TimeProvider.System);
        Node = new EmbeddedNode(Api, new NodeOptions(State, new Uri("https://127.0.0.1:6443")),
            simulate ? new SimulatedRuntime(logs, new SimulationOptions(TimeSpan.FromMilliseconds(300)), TimeProvider.System) : new ProcessRuntime(logs, TimeProvider.System),
            new ImageViews(runtimes, [], FiresteelProgram.Current(), new PythonPrefix()), TimeProvider.System, NullLogger.Instance);
        _run = Node.RunAsync(_stop.Token);
    }

    public InMemoryKubeClient Api { get; } = new();

    public EmbeddedNode Node { get; }

    public NodePodLogs Logs { get; }

    public string State { get; }

    public static async Task<NodeFixture> StartAsync(ImmutableArray<SparkRuntime>? runtimes = null, string? state = null, bool simulate = false)
    {
        var fixture = new NodeFixture(runtimes ?? [], state, simulate);
        await await Task.WhenAny(fixture._run, fixture.Node.Ready);
        fixture.Node.Ready.IsCompletedSuccessfully.ShouldBeTrue();
        return fixture;
    }

    public Task<KubeObject> RunAsync(string name, string image, params string[] command) =>
        CreateAsync($$$"""
            {"metadata":{"name":"{{{name}}}"},
             "spec":{"restartPolicy":"Never","containers":[{"name":"main","image":"{{{image}}}","command":{{{System.Text.Json.JsonSerializer.Serialize(command)}}}}]}}
            """);

    /// <param name="pod">Without kind and namespace; a pod needs no service account here unless it says so.</param>
    public Task<KubeObject> CreateAsync(string pod)
    {
        var json = (JsonObject)JsonNode.Parse(pod)!;
        json["apiVersion"] = "v1";
        json["kind"] = "Pod";
        json["metadata"]!["namespace"] = "default";
        json["spec"]!["automountServiceAccountToken"] ??= false;
        return Api.CreateAsync(ResourceTypes.Pods, new KubeObject(json));
    }

    public async Task<KubeObject> UntilAsync(string name, Func<KubeObject, bool> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        KubeObject? last = null;
        while (true)
        {
            last = await Api.FindAsync(ResourceTypes.Pods, new("default", name));
            if (last is not null && holds(last))
                return last;
            if (deadline.IsCancellationRequested)
                Assert.Fail($"pod {name} never got there: {last?.Status?.ToJsonString()}\n{await EventsAsync()}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private async Task<string> EventsAsync() =>
        string.Join('\n', (await Api.ListAsync(ResourceTypes.CoreEvents, "")).Items.Select(item => $"{item.Json["reason"]} {item.Json["message"]}"));

    public Task<KubeObject> UntilPhaseAsync(string name, params string[] phases) => UntilAsync(name, pod => phases.Contains(pod.Status?["phase"]?.GetValue<string>()));

    public async Task UntilGoneAsync(string name)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        while (await Api.FindAsync(ResourceTypes.Pods, new("default", name)) is not null)
        {
            deadline.Token.IsCancellationRequested.ShouldBeFalse($"pod {name} never went away");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public async Task<string> LogAsync(KubeObject pod, LogQuery? query = null)
    {
        var output = new MemoryStream();
        (await Logs.CopyAsync(pod.Key, pod.Uid, query ?? new LogQuery(), output, CancellationToken.None)).ShouldBeTrue();
        return Encoding.UTF8.GetString(output.ToArray());
    }

    public static JsonNode Terminated(KubeObject pod, int container = 0) => pod.Status!["containerStatuses"]![container]!["state"]!["terminated"]!;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        if (Directory.Exists(State))
            Directory.Delete(State, recursive: true);
    }
}
