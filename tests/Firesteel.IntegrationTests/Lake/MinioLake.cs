using Firesteel.TestKit.Stores;

namespace Firesteel.IntegrationTests.Lake;

/// <summary>The real MinIO.</summary>
public sealed class MinioLake : LakeFixture
{
    public MinioServer Server { get; private set; } = null!;

    public override Uri Endpoint => Server.Endpoint;

    public override string Kind => "minio";

    public override IReadOnlyDictionary<string, string> Environment => Server.Environment;

    protected override async Task StartAsync() => Server = await MinioServer.StartAsync("ap-northeast-2");

    protected override async Task StopAsync() => await Server.DisposeAsync();
}
