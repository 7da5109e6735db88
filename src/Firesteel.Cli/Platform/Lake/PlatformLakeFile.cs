using Firesteel.Kube.Problems;
using Firesteel.Lake.Specification;

namespace Firesteel.Cli.Platform.Lake;

/// <summary>The <c>lake.yaml</c> of a platform: the usual layout in one bucket, and one user for jobs.</summary>
internal static class PlatformLakeFile
{
    public const string Bucket = "datalake";

    public const string User = "spark";

    /// <summary>Where jobs write their event logs and the history server looks.</summary>
    public const string EventLogs = $"s3a://{Bucket}/logs/spark-log/";

    /// <summary>Name of the Secret with the job's keys and of the ConfigMap with Hadoop's settings, in the namespace <c>default</c>.</summary>
    public const string ObjectName = "firesteel-lake";

    public static string Text(Uri endpoint) => $$"""
        # The lake of `firesteel up`, written at each start.
        store:
          kind: embedded
          endpoint: {{endpoint.GetLeftPart(UriPartial.Authority)}}
          region: us-east-1
          administrator:
            profile: {{StoreRootFile.Profile}} # export AWS_SHARED_CREDENTIALS_FILE, which `up` prints
        buckets:
          - name: {{Bucket}}
            lifecycle:
              abortIncompleteUploadsAfterDays: 7
        users:
          - name: {{User}}
            grants:
              - bucket: {{Bucket}}
                allow: [read, write, list, delete]
            secrets:
              - {namespace: default, name: {{ObjectName}}, accessKey: AWS_ACCESS_KEY_ID, secretKey: AWS_SECRET_ACCESS_KEY}
        spark:
          user: {{User}}
          eventLog: {{EventLogs}}
          committer: file

        """;

    /// <exception cref="ProblemException">Never for what <see cref="Text"/> gives.</exception>
    public static LakeSpecification Read(string text, string file) => LakeFile.Read(text, file);
}
