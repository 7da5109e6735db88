using Firesteel.IntegrationTests.ApiServer.Replay;
using Firesteel.TestKit.Tools;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.ApiServer;

/// <summary>A fresh server and a fresh home folder for all sessions of one version of kubectl.</summary>
public abstract class KubectlReplay(string version) : IAsyncLifetime
{
    private readonly string _home = Directory.CreateTempSubdirectory("firesteel-kubectl-home-").FullName;
    private ReplayServer _server = null!;

    public async Task InitializeAsync() => _server = await ReplayServer.StartAsync(KubectlScenario.Fixtures, NullLoggerFactory.Instance, tls: true);

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    public static TheoryData<string> Names(string version) => new(KubectlScenario.Of(version).Select(scenario => scenario.Name));

    public async Task CheckAsync(string name)
    {
        var scenario = KubectlScenario.Of(version).First(scenario => scenario.Name == name);
        await using var transcript = new Transcript(_server.Server, KubernetesTools.Kubectl(version), _home);
        KnownFailures.Check($"kubectl-{version}/{name}", await transcript.RunAsync(scenario));
    }
}
