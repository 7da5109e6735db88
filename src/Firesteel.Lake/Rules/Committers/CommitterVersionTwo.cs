using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Committers;

/// <summary>The file committer's algorithm version 2.</summary>
internal sealed class CommitterVersionTwo : IConfigurationRule
{
    private const string Option = "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version";

    public RuleInfo Info { get; } = new("lake/committer-v2", Severity.Warning, "Commit algorithm 2 shows half-written output",
        "Version 2 moves each task's files into place when the task commits: one rename less, but a failed job leaves what its finished tasks wrote, and a repeated task may leave both its outputs. Hadoop warns of it (MAPREDUCE-7282). It does not cure a lost _temporary directory either.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        if (configuration.Find(Option) is { Value: "2" } version && configuration.UsesS3A)
            yield return Info.At(version.Where, $"{Option} is 2, which is not safe", "remove it and use the magic committer: firesteel lake conf prints its settings", configuration.Set((Option, null)));
    }
}
