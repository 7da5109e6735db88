using Amazon.Runtime;
using Amazon.S3;
using Firesteel.Embedded.ObjectStore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.Embedded.ObjectStore;

/// <summary>A store in this process, on either back-end, and clients for it.</summary>
internal sealed class StoreUnderTest : IAsyncDisposable
{
    public const string User = "storeroot", Password = "storeroot-secret";

    private readonly string? _directory;

    private StoreUnderTest(ObjectStoreServer server, string? directory) => (Server, _directory) = (server, directory);

    public ObjectStoreServer Server { get; }

    public static TheoryData<string> BackEnds => ["disk", "memory"];

    public static async Task<StoreUnderTest> StartAsync(string backEnd, Func<ObjectStoreOptions, ObjectStoreOptions>? change = null, TimeProvider? time = null)
    {
        var directory = backEnd == "disk" ? Directory.CreateTempSubdirectory("firesteel-store-").FullName : null;
        var options = new ObjectStoreOptions { RootUser = User, RootPassword = Password, DataDirectory = directory };
        return new(await ObjectStoreServer.StartAsync(change?.Invoke(options) ?? options, time ?? TimeProvider.System, NullLoggerFactory.Instance, default), directory);
    }

    public AmazonS3Client Client(string user = User, string password = Password) => ClientFor(Server.Address, user, password);

    public static AmazonS3Client ClientFor(Uri address, string user = User, string password = Password, Action<AmazonS3Config>? configure = null)
    {
        var configuration = new AmazonS3Config { ServiceURL = address.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 };
        configure?.Invoke(configuration);
        return new(new BasicAWSCredentials(user, password), configuration);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        if (_directory is not null)
            Directory.Delete(_directory, recursive: true);
    }
}
