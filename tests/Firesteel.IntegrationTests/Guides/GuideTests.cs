using Firesteel.Embedded.ObjectStore;
using Firesteel.TestKit.Repository;
using Firesteel.TestKit.Spark;
using Firesteel.TestKit.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.Guides;

/// <summary>Every command of a guide that is marked for the store, against the real MinIO and the embedded one.</summary>
public sealed class GuideTests
{
    public static TheoryData<string> Guides => new(Directory.GetFiles(Checkout.File("docs", "guides"), "*.md")
        .Where(file => GuideBlock.In(File.ReadAllText(file)).Any(block => block.Is("sh", "store"))).Select(file => Path.GetFileName(file)!).Order());

    [Theory, MemberData(nameof(Guides))]
    public async Task Works_on_MinIO(string guide)
    {
        await using var minio = await MinioServer.StartAsync("ap-northeast-2");
        using var run = new GuideRun(minio.Endpoint, "minio", await EnvironmentAsync(MinioServer.RootUser, MinioServer.RootPassword));
        await run.RunAsync(guide);
    }

    [Theory, MemberData(nameof(Guides))]
    public async Task Works_on_the_embedded_store(string guide)
    {
        var options = new ObjectStoreOptions { RootUser = "firesteel-root", RootPassword = "firesteel-root-password", Region = "ap-northeast-2" };
        await using var store = await ObjectStoreServer.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        using var run = new GuideRun(store.Address, "embedded", await EnvironmentAsync(options.RootUser, options.RootPassword));
        await run.RunAsync(guide);
    }

    private static async Task<Dictionary<string, string>> EnvironmentAsync(string user, string password) => new()
    {
        ["AWS_ACCESS_KEY_ID"] = user,
        ["AWS_SECRET_ACCESS_KEY"] = password,
        ["SPARK_HOME"] = await SparkDistribution.HomeAsync("3.5.7"),
    };
}
