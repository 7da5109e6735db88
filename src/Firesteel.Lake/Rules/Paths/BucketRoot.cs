using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules.Paths;

/// <summary>The root of a bucket as a directory.</summary>
internal sealed partial class BucketRoot : IConfigurationRule, ILogRule
{
    private static readonly string[] Directories = ["spark.eventLog.dir", "spark.history.fs.logDirectory", "spark.sql.warehouse.dir", "spark.sql.streaming.checkpointLocation", "spark.kubernetes.file.upload.path"];

    public RuleInfo Info { get; } = new("lake/bucket-root", Severity.Error, "A directory is the root of a bucket",
        "Spark strips the slash at the end, and s3a://bucket without one is a path that Hadoop calls relative: path must be absolute, or Relative path in absolute URI. It has nothing to do with fs.s3a.impl. Any directory below the root works.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        foreach (var property in Directories.Select(configuration.Find).OfType<SparkProperty>())
        {
            if (S3Path.Parse(property.Value.Trim()) is not { } path || path.Key.Trim('/').Length > 0)
                continue;
            var below = property.Name switch { "spark.sql.warehouse.dir" => "warehouse/", "spark.eventLog.dir" or "spark.history.fs.logDirectory" => "logs/spark-log/", _ => "data/" };
            yield return Info.At(property.Where, $"{property.Name} is the root of the bucket {path.Bucket}", $"use a directory: s3a://{path.Bucket}/{below}", configuration.Set((property.Name, $"s3a://{path.Bucket}/{below}")));
        }
    }

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, match.Groups["uri"].Value is { Length: > 0 } uri ? $"{uri} has no directory below the bucket" : "a path is the root of a bucket", "use a directory below the root, for instance s3a://datalake/logs/spark-log/; fs.s3a.impl does not matter");
    }

    [GeneratedRegex(@"IllegalArgumentException: path must be absolute|Relative path in absolute URI: (?<uri>s3[an]?://\S+)")]
    private static partial Regex Pattern();
}
