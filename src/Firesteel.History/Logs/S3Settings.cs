using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace Firesteel.History.Logs;

/// <summary>How to reach S3, under the names that Spark's Hadoop settings have. Without keys the usual chain is asked (environment, web identity, instance).</summary>
/// <param name="Endpoint">Null = AWS itself.</param>
/// <param name="PathStyle">Bucket in the path instead of the host name; what most other stores need.</param>
public sealed record S3Settings(string? Endpoint = null, string Region = "us-east-1", bool PathStyle = true, string? AccessKey = null, string? SecretKey = null, string? SessionToken = null)
{
    /// <summary>How long nothing may come before a request is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests at once: an entry of the list needs one or two, and each waits for the network.</summary>
    internal const int Connections = 64;

    /// <summary>How often the client repeats what the store refuses as busy (503 and the like), with pauses that grow.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Reads <c>fs.s3a.*</c>, with or without <c>spark.hadoop.</c> before it.</summary>
    public static S3Settings From(IReadOnlyDictionary<string, string> settings)
    {
        string? Find(string name) => settings.GetValueOrDefault("spark.hadoop.fs.s3a." + name) ?? settings.GetValueOrDefault("fs.s3a." + name);
        var endpoint = Find("endpoint");
        if (endpoint is not null && !endpoint.Contains("://", StringComparison.Ordinal))
            endpoint = (Find("connection.ssl.enabled") == "false" ? "http://" : "https://") + endpoint;
        return new S3Settings(
            endpoint,
            Find("endpoint.region") ?? Environment.GetEnvironmentVariable("AWS_REGION") ?? "us-east-1",
            Find("path.style.access") is { } style ? style == "true" : endpoint is not null,
            Find("access.key"),
            Find("secret.key"),
            Find("session.token"));
    }

    internal AmazonS3Client CreateClient()
    {
        var config = new AmazonS3Config { ForcePathStyle = PathStyle, MaxErrorRetry = Retries, Timeout = Patience, MaxConnectionsPerServer = Connections };
        if (Endpoint is null)
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        else
            (config.ServiceURL, config.AuthenticationRegion) = (Endpoint, Region);
        if (AccessKey is null || SecretKey is null)
            return new AmazonS3Client(config);
        AWSCredentials keys = SessionToken is { Length: > 0 } token ? new SessionAWSCredentials(AccessKey, SecretKey, token) : new BasicAWSCredentials(AccessKey, SecretKey);
        return new AmazonS3Client(keys, config);
    }

    /// <summary>Never the keys.</summary>
    public override string ToString() => $"S3 at {Endpoint ?? "AWS"} ({Region})";
}
