using Firesteel.Cli.Shell;
using Firesteel.TestKit.Stores;
using Spectre.Console;

namespace Firesteel.IntegrationTests.Lake;

/// <summary>A real MinIO and a directory for lake files; verbs run in process against it.</summary>
public sealed class MinioLake : IAsyncLifetime
{
    public MinioServer Server { get; private set; } = null!;
    public string Folder { get; } = Directory.CreateTempSubdirectory("firesteel-lake-").FullName;

    public async Task InitializeAsync() => Server = await MinioServer.StartAsync("ap-northeast-2");

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Runs the command line as a shell would; the file is written first.</summary>
    public Task<VerbRun> RunAsync(string lakeYaml, params string[] arguments) => RunAsync(lakeYaml, Server.Environment, arguments);

    public async Task<VerbRun> RunAsync(string lakeYaml, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var file = Path.Combine(Folder, $"lake-{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, lakeYaml);
        return await VerbRun.OfAsync([.. arguments, "-f", file], environment);
    }

    /// <summary>The example's lake on this server, with names of its own so that tests do not meet.</summary>
    public string Yaml(string bucket, string user, string? bucketMore = null, string? endpoint = null, string region = "ap-northeast-2", string? storeMore = null) => $"""
        store:
          kind: minio
          endpoint: {endpoint ?? Server.Endpoint.GetLeftPart(UriPartial.Authority)}
          region: {region}
        {storeMore}
        buckets:
          - name: {bucket}
        {bucketMore ?? """
            versioning: true
            objectLock: {}
            quota: 100GiB
            lifecycle:
              abortIncompleteUploadsAfterDays: 7
              deleteOldVersionsAfterDays: 30
              deleteLoneMarkers: true
              expire:
                - prefix: logs/spark-log/
                  afterDays: 90
        """}
        users:
          - name: {user}
            grants:
              - bucket: {bucket}
                allow: [read, write, list, delete]
            secrets:
              - namespace: spark
                name: minio-s3-keys
        """;
}
