using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Committers;

/// <summary>Output goes to S3 with Hadoop's rename committer.</summary>
internal sealed class RenameCommitter : IConfigurationRule
{
    public RuleInfo Info { get; } = new("lake/rename-committer", Severity.Warning, "Output is committed by renaming, which S3 does not have",
        "On S3 a rename is a copy and a delete of every object: each byte is written two or three times, the commit takes as long as the data is large, and a job that dies half-way leaves half of its output visible. On a versioned bucket every copy stays and counts against the quota. The magic committer completes uploads at the commit instead. Spark 4.1 uses it by default.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        if (configuration.Release is not { } release || !configuration.UsesS3A || configuration.NewProperty.IsEmpty)
            yield break;
        var off = configuration.S3A("committer.magic.enabled").LastOrDefault();
        var said = configuration.S3A("committer.name").Any() || configuration.Find("spark.sql.sources.commitProtocolClass") is not null || off is { IsTrue: true };
        if (release.MagicByDefault ? off is not { IsTrue: false } : said)
            yield break;
        var where = off?.Where ?? configuration.S3A("endpoint").FirstOrDefault()?.Where ?? configuration.Properties.FirstOrDefault()?.Where ?? Location.None;
        // No patch: whether the image has the jar, only a person knows.
        yield return Info.At(where, $"Spark {configuration.Version} writes to S3 with the rename committer", "use the magic committer (five settings, and the jar spark-hadoop-cloud): firesteel lake conf prints them");
    }
}
