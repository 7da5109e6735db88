using Firesteel.Lake.Specification;

namespace Firesteel.Lake.SparkSettings;

/// <summary>The settings that make a committer work in a release. Sources: Hadoop's committer documentation, SPARK-47618 for 4.1.</summary>
public static class CommitterProperties
{
    public static IEnumerable<(string Name, string Value)> For(SparkRelease release, Committer committer) => (committer, release.MagicByDefault) switch
    {
        (Committer.File, false) => [],
        (Committer.File, true) => [("spark.hadoop.fs.s3a.committer.magic.enabled", "false")],
        _ => Magic,
    };

    /// <summary>All five, in every release: a short form leaves out those that a later default may change. Needs the spark-hadoop-cloud jar.</summary>
    public static IReadOnlyList<(string Name, string Value)> Magic { get; } =
    [
        ("spark.hadoop.fs.s3a.committer.magic.enabled", "true"),
        ("spark.hadoop.fs.s3a.committer.name", "magic"),
        ("spark.hadoop.mapreduce.outputcommitter.factory.scheme.s3a", "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory"),
        ("spark.sql.parquet.output.committer.class", "org.apache.spark.internal.io.cloud.BindingParquetOutputCommitter"),
        ("spark.sql.sources.commitProtocolClass", "org.apache.spark.internal.io.cloud.PathOutputCommitProtocol"),
    ];
}
