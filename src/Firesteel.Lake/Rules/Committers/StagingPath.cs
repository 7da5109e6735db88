using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Committers;

/// <summary>The staging committers without a shared directory.</summary>
internal sealed class StagingPath : IConfigurationRule
{
    public RuleInfo Info { get; } = new("lake/staging-path", Severity.Error, "The staging committer has no shared directory",
        "The directory and partitioned committers hand the list of uploads from tasks to the driver through a file system that all pods see: HDFS, or a shared volume. On Kubernetes there is none by default. The magic committer needs S3 only.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        if (configuration.S3A("committer.name").LastOrDefault() is { Value: "directory" or "partitioned" } name
            && configuration.S3A("committer.staging.tmp.path").LastOrDefault() is null
            && configuration.Find("spark.hadoop.fs.defaultFS")?.Value.StartsWith("hdfs:", StringComparison.Ordinal) != true)
            yield return Info.At(name.Where, $"{name.Name} is {name.Value}, but no directory that all pods share is set", "set it to magic, or set spark.hadoop.fs.s3a.committer.staging.tmp.path to a shared volume", configuration.Set((name.Name, "magic")));
    }
}
