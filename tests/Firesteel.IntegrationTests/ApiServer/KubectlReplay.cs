using Firesteel.IntegrationTests.ApiServer.Replay;
using Firesteel.TestKit.Replays;
using Firesteel.TestKit.Tools;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Firesteel.IntegrationTests.ApiServer;

/// <summary>A fresh server and a fresh home folder for all sessions of one version of kubectl.</summary>
public abstract class KubectlReplay : IAsyncLifetime
{
    private readonly string _home = Directory.CreateTempSubdirectory("firesteel-kubectl-home-").FullName;
    private readonly string _version;
    private readonly IMessageSink _messages;
    private readonly Recordings _recordings;
    private readonly Tally _tally;
    private ReplayServer _server = null!;

    protected KubectlReplay(string version, IMessageSink messages)
    {
        (_version, _messages, _recordings) = (version, messages, Recordings.Kubectl(version));
        _tally = new(_recordings.Suite, _recordings.All.Count);
    }

    public async Task InitializeAsync() => _server = await ReplayServer.StartAsync(_recordings.Fixtures, NullLoggerFactory.Instance, tls: true);

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_home, recursive: true);
        _messages.OnMessage(new DiagnosticMessage(_tally.ToString()));
    }

    public static TheoryData<string?> Keys(string version) => Recordings.Kubectl(version).Keys;

    public async Task CheckAsync(string? key)
    {
        if (key is null)
            return;
        await using var transcript = new Transcript(_server.Server, KubernetesTools.Kubectl(_version), _home);
        KnownFailures.Kubernetes.Check(_tally, key, await transcript.RunAsync(_recordings.Find(key)));
    }
}
