using Firesteel.Kube.Problems;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules.Committers;

/// <summary>A committer that renames, in a versioned bucket of MinIO. Seen with Spark 3.5.7 on the MinIO that the tests run.</summary>
internal sealed class RenameInVersionedBucket : ISpecificationRule
{
    public RuleInfo Info { get; } = new("lake/rename-in-versioned-bucket", Severity.Warning, "On MinIO, a versioned bucket and a renaming committer allow one run for each directory",
        "MinIO's listings of a versioned bucket go on showing directories that hold nothing but deleted objects. The rename committer walks such listings: a second run into the same directory finds the task directories of the first and fails on them, which looks as if another job had removed _temporary.");

    public IEnumerable<Finding> Check(LakeSpecification lake)
    {
        if (lake is not { Store.Kind: StoreKind.MinIo, Spark.Committer: Committer.File })
            yield break;
        foreach (var bucket in lake.Buckets.Where(bucket => bucket.Versioning == true || bucket.ObjectLock is not null))
            yield return Info.At(bucket.Where, $"bucket {bucket.Name} is versioned on MinIO and spark.committer is file: a second job that writes into the same directory fails", "set spark.committer to magic (its jar, spark-hadoop-cloud, must be in the image), turn versioning off, or write each run to a new directory");
    }
}
