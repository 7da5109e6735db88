namespace Firesteel.IntegrationTests.Lake;

/// <summary>A store and a directory for lake files; verbs run in process against it. Its region is ap-northeast-2.</summary>
public abstract class LakeFixture : IAsyncLifetime
{
    public abstract Uri Endpoint { get; }

    /// <summary>As lake.yaml spells it.</summary>
    public abstract string Kind { get; }

    /// <summary>The administrator.</summary>
    public abstract IReadOnlyDictionary<string, string> Environment { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("firesteel-lake-").FullName;

    public async Task InitializeAsync() => await StartAsync();

    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    protected abstract Task StartAsync();

    protected abstract Task StopAsync();

    /// <summary>Runs the command line as a shell would; the file is written first.</summary>
    public Task<VerbRun> RunAsync(string lakeYaml, params string[] arguments) => RunAsync(lakeYaml, Environment, arguments);

    public async Task<VerbRun> RunAsync(string lakeYaml, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var file = Path.Combine(Folder, $"lake-{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, lakeYaml);
        return await VerbRun.OfAsync([.. arguments, "-f", file], environment);
    }

    /// <summary>The example's lake on this server, with names of its own so that tests do not meet.</summary>
    public string Yaml(string bucket, string user, string? bucketMore = null, string? endpoint = null, string region = "ap-northeast-2", string? storeMore = null) => $"""
        store:
          kind: {Kind}
          endpoint: {endpoint ?? Endpoint.GetLeftPart(UriPartial.Authority)}
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
