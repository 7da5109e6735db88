using Firesteel.Kube.Problems;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>A default retention on the bucket that Spark works in.</summary>
internal sealed class RetentionLocksTemporaries : ISpecificationRule
{
    public RuleInfo Info { get; } = new("lake/retention-and-temporary-files", Severity.Warning, "Default retention keeps Spark's temporary files too",
        "Default retention applies to every new version: with a committer that renames, each output byte is kept two or three times for the whole time, and deleting only hides it. On AWS such a bucket also refuses every upload without a checksum, which Hadoop 3.3 does not send.");

    public IEnumerable<Finding> Check(LakeSpecification lake)
    {
        foreach (var bucket in lake.Buckets.Where(bucket => bucket.ObjectLock is { Mode: not null }))
        {
            if (lake.Store.Kind == StoreKind.Aws && SparkRelease.Find(lake.Spark.Version) is { SdkV2: false })
                yield return Info.At(bucket.Where, $"bucket {bucket.Name} has a default retention on AWS, where Spark {lake.Spark.Version} (Hadoop 3.3) cannot write: it sends no checksums", "remove mode and days, or use Spark 4.1 with spark.hadoop.fs.s3a.create.checksum.algorithm=CRC32C", severity: Severity.Error);
            else
                yield return Info.At(bucket.Where, $"bucket {bucket.Name} keeps every version for {bucket.ObjectLock!.Days} days, Spark's temporary files included{(lake.Spark.Committer == Committer.File ? ", two or three for each output file" : "")}", "set objectLock: {} and lock single objects, or use the magic committer and count on the space");
        }
    }
}
