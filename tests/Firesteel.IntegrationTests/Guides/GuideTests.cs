using Firesteel.Embedded.ObjectStore;
using Firesteel.IntegrationTests.Platform;
using Firesteel.TestKit.Repository;
using Firesteel.TestKit.Spark;
using Firesteel.TestKit.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.Guides;

/// <summary>Every command of a guide: those for the store against the real MinIO and the embedded one, those for a platform on the embedded platform.</summary>
public sealed class GuideTests
{
    public static TheoryData<string> Guides => new(Directory.GetFiles(Checkout.File("docs", "guides"), "*.md")
        .Where(file => GuideBlock.In(File.ReadAllText(file)).Any(block => block.Is("sh", "store"))).Select(file => Path.GetFileName(file)!).Order());

    [Theory, MemberData(nameof(Guides))]
    public async Task Works_on_MinIO(string guide)
    {
        await using var minio = await MinioServer.StartAsync("ap-northeast-2");
        using var run = new GuideRun(minio.Endpoint, "minio", await MinioServer.InstallAsync(), platform: false, await EnvironmentAsync(MinioServer.RootUser, MinioServer.RootPassword, []));
        await run.RunAsync(guide);
    }

    [Theory, MemberData(nameof(Guides))]
    public async Task Works_on_the_embedded_store(string guide)
    {
        var options = new ObjectStoreOptions { RootUser = "firesteel-root", RootPassword = "firesteel-root-password", Region = "ap-northeast-2" };
        await using var store = await ObjectStoreServer.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        var platform = new RunningPlatform();
        await platform.InitializeAsync();
        try
        {
            var environment = await EnvironmentAsync(options.RootUser, options.RootPassword, platform.Variables("1.35"));
            using var run = new GuideRun(store.Address, "embedded", Path.Combine(AppContext.BaseDirectory, "firesteel"), platform: true, environment);
            await run.RunAsync(guide);
        }
        finally
        {
            await platform.DisposeAsync();
        }
    }

    private static async Task<Dictionary<string, string>> EnvironmentAsync(string user, string password, Dictionary<string, string> more) => new(more)
    {
        ["AWS_ACCESS_KEY_ID"] = user,
        ["AWS_SECRET_ACCESS_KEY"] = password,
        ["SPARK_HOME"] = await SparkDistribution.HomeAsync("3.5.7"),
    };
}
