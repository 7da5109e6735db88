using Firesteel.Embedded.ObjectStore;
using Firesteel.IntegrationTests.Platform;
using Firesteel.TestKit.Repository;
using Firesteel.TestKit.Spark;
using Firesteel.TestKit.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.Guides;

/// <summary>Every command of a guide: with the real MinIO and with the embedded store, both beside the embedded platform.</summary>
public sealed class GuideTests
{
    public static TheoryData<string> Guides => new(Directory.GetFiles(Checkout.File("docs", "guides"), "*.md")
        .Where(file => GuideBlock.In(File.ReadAllText(file)).Any(block => block.Is("sh", "store"))).Select(file => Path.GetFileName(file)!).Order());

    [Theory, MemberData(nameof(Guides))]
    public async Task Works_on_MinIO(string guide)
    {
        await using var minio = await MinioServer.StartAsync("ap-northeast-2");
        await RunAsync(guide, minio.Endpoint, "minio", await MinioServer.InstallAsync(), MinioServer.RootUser, MinioServer.RootPassword);
    }

    [Theory, MemberData(nameof(Guides))]
    public async Task Works_on_the_embedded_store(string guide)
    {
        var options = new ObjectStoreOptions { RootUser = "firesteel-root", RootPassword = "firesteel-root-password", Region = "ap-northeast-2" };
        await using var store = await ObjectStoreServer.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        await RunAsync(guide, store.Address, "embedded", Path.Combine(AppContext.BaseDirectory, "firesteel"), options.RootUser, options.RootPassword);
    }

    private static async Task RunAsync(string guide, Uri store, string kind, string program, string user, string password)
    {
        var platform = new RunningPlatform();
        await platform.InitializeAsync();
        try
        {
            var environment = new Dictionary<string, string>(platform.Variables("1.35"))
            {
                ["AWS_ACCESS_KEY_ID"] = user,
                ["AWS_SECRET_ACCESS_KEY"] = password,
                ["SPARK_HOME"] = await SparkDistribution.HomeAsync("3.5.7"),
            };
            using var run = new GuideRun(store, kind, program, environment);
            await run.RunAsync(guide);
        }
        finally
        {
            await platform.DisposeAsync();
        }
    }
}
