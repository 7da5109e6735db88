using Firesteel.Embedded.ObjectStore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.Lake;

/// <summary>The embedded store, in memory and in this process.</summary>
public sealed class EmbeddedLake : LakeFixture
{
    private readonly ObjectStoreOptions _options = new() { RootUser = "firesteel-root", RootPassword = "firesteel-root-password", Region = "ap-northeast-2" };
    private ObjectStoreServer? _server;

    public override Uri Endpoint => _server!.Address;

    public override string Kind => "embedded";

    public override IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = _options.RootUser, ["AWS_SECRET_ACCESS_KEY"] = _options.RootPassword };

    protected override async Task StartAsync() => _server = await ObjectStoreServer.StartAsync(_options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);

    protected override async Task StopAsync() => await _server!.DisposeAsync();
}
